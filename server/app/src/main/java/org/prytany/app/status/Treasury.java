package org.prytany.app.status;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DaoView;
import org.prytany.app.view.ProposalViews;
import org.prytany.chain.decode.NativeCoins;
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

  private record Read(Instant at, Held held) {}

  /**
   * What a DAO has.
   *
   * @param balances of all its accounts together
   * @param holders each of them
   */
  public record Held(List<DaoView.Balance> balances, List<DaoView.Holder> holders) {
    public static final Held NOTHING = new Held(List.of(), List.of());

    public Held {
      balances = List.copyOf(balances);
      holders = List.copyOf(holders);
    }
  }

  public Treasury(GovernorReader reader, ProposalRepository proposals, Clock clock) {
    this.reader = reader;
    this.proposals = proposals;
    this.clock = clock;
  }

  /** Balances, read again if they are older than twenty seconds. */
  public Held held(Dao dao) {
    Read last = reads.get(dao.id());
    Instant now = clock.instant();
    if (last != null && Duration.between(last.at(), now).compareTo(FRESH) < 0) {
      return last.held();
    }
    try {
      Held held = read(dao);
      reads.put(dao.id(), new Read(now, held));
      return held;
    } catch (PrytanyException e) {
      // Balances are for show only; that the chain does not answer is told elsewhere.
      return last == null ? Held.NOTHING : last.held();
    }
  }

  private Held read(Dao dao) {
    List<Token> tokens = new ArrayList<>();
    tokens.add(NativeCoins.of(dao.chainId()));
    moved(dao).values().stream().limit(MOST_TOKENS).forEach(tokens::add);
    List<BigInteger> sums = new ArrayList<>(Collections.nCopies(tokens.size(), BigInteger.ZERO));
    List<DaoView.Holder> holders = new ArrayList<>();
    for (Address account : dao.holders()) {
      List<DaoView.Balance> its = new ArrayList<>();
      for (int i = 0; i < tokens.size(); i++) {
        BigInteger amount = reader.balance(dao, tokens.get(i).contract(), account);
        sums.set(i, sums.get(i).add(amount));
        its.add(balance(tokens.get(i), amount));
      }
      holders.add(
          new DaoView.Holder(
              Checksummed.of(account),
              account.equals(dao.treasury()) ? DaoView.TREASURY : DaoView.FUNDS,
              its));
    }
    List<DaoView.Balance> all = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      all.add(balance(tokens.get(i), sums.get(i)));
    }
    return new Held(all, holders);
  }

  private static DaoView.Balance balance(Token token, BigInteger amount) {
    return new DaoView.Balance(
        token.symbol(),
        Checksummed.of(token.contract()),
        token.decimals().isPresent() ? Optional.of(token.decimals().getAsInt()) : Optional.empty(),
        amount.toString());
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
