package org.prytany.app.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DaoView;
import org.prytany.app.view.ProposalViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Token;

/** Reads what treasuries hold: the native coin, and every token that a proposal would move. */
public final class Treasury {

  private static final Duration FRESH = Duration.ofSeconds(20);
  private static final int MOST_TOKENS = 20;
  private static final int MOST_READ = 200;

  private final GovernorReader reader;
  private final ProposalRepository proposals;
  private final Clock clock;
  private final Map<String, Read> reads = new ConcurrentHashMap<>();
  private final Map<String, Map<ProposalKey, Moved>> moved = new ConcurrentHashMap<>();

  private record Read(Instant at, List<DaoView.Balance> balances) {}

  public Treasury(GovernorReader reader, ProposalRepository proposals, Clock clock) {
    this.reader = reader;
    this.proposals = proposals;
    this.clock = clock;
  }

  /** Balances, read again if they are older than twenty seconds. */
  public List<DaoView.Balance> balances(Dao dao) {
    Read last = reads.get(dao.id());
    Instant now = clock.instant();
    if (last != null && Duration.between(last.at(), now).compareTo(FRESH) < 0) {
      return last.balances();
    }
    try {
      List<DaoView.Balance> balances = read(dao);
      reads.put(dao.id(), new Read(now, balances));
      return balances;
    } catch (PrytanyException e) {
      // Balances are for show only; that the chain does not answer is told elsewhere.
      return last == null ? List.of() : last.balances();
    }
  }

  private List<DaoView.Balance> read(Dao dao) {
    List<Token> tokens = new ArrayList<>();
    tokens.add(Token.NATIVE);
    moved(dao).values().stream().limit(MOST_TOKENS).forEach(tokens::add);
    List<DaoView.Balance> balances = new ArrayList<>();
    for (Token token : tokens) {
      Optional<Address> contract = token.contract();
      balances.add(
          new DaoView.Balance(
              token.symbol(),
              Checksummed.of(contract),
              token.decimals().isPresent()
                  ? Optional.of(token.decimals().getAsInt())
                  : Optional.empty(),
              reader.balance(dao, contract, dao.treasury()).toString()));
    }
    return balances;
  }

  /** The tokens that proposals move. Of those that changed, a few are read at a time. */
  private Map<Address, Token> moved(Dao dao) {
    Map<Address, Token> tokens = new TreeMap<>();
    Map<ProposalKey, Moved> before = moved.getOrDefault(dao.id(), Map.of());
    Map<ProposalKey, Moved> known = new HashMap<>();
    int read = 0;
    for (ProposalSummary summary : proposals.summaries(dao.chainId(), dao.governor())) {
      Optional<Moved> its = Optional.ofNullable(before.get(summary.key()));
      boolean changed = its.filter(kept -> kept.version() == summary.version()).isEmpty();
      if (changed && !summary.removedByReorg() && read < MOST_READ) {
        read++;
        its = proposals.find(summary.key()).map(Moved::by);
      }
      its.ifPresent(
          kept -> {
            known.put(summary.key(), kept);
            kept.tokens().forEach(tokens::putIfAbsent);
          });
    }
    moved.put(dao.id(), known);
    return tokens;
  }

  private record Moved(long version, Map<Address, Token> tokens) {
    static Moved by(Proposal proposal) {
      return new Moved(
          proposal.version(),
          Map.copyOf(ProposalViews.Tokens.of(proposal.effects().stream().toList())));
    }
  }
}
