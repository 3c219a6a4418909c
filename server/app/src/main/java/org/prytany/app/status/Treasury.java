package org.prytany.app.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DaoView;
import org.prytany.app.view.ProposalViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Reads what treasuries hold: the native coin, and every token that a proposal would move. */
public final class Treasury {

  private static final Duration FRESH = Duration.ofSeconds(20);
  private static final int MOST_TOKENS = 20;

  private final GovernorReader reader;
  private final ProposalRepository proposals;
  private final Clock clock;
  private final Map<String, Read> reads = new ConcurrentHashMap<>();

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
    List<EffectsReport> reports =
        proposals.of(dao.chainId(), dao.governor()).stream()
            .map(Proposal::effects)
            .flatMap(Optional::stream)
            .toList();
    List<Token> tokens = new ArrayList<>();
    tokens.add(Token.NATIVE);
    ProposalViews.Tokens.of(reports).values().stream().limit(MOST_TOKENS).forEach(tokens::add);
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
}
