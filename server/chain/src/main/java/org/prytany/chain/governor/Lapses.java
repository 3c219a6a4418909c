package org.prytany.chain.governor;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;

/**
 * When a timelock stops executing what is queued in it. Compound's say how long that is after it
 * opened, and it is a constant there, so each is asked once; OpenZeppelin's have no such function,
 * and what is queued in one never lapses.
 *
 * <p>Source: Compound Timelock.GRACE_PERIOD, GovernorBravo.state; OpenZeppelin
 * GovernorTimelockCompound.state.
 */
final class Lapses {
  /** What is absurd is not believed: no period is longer than a hundred years of seconds. */
  private static final int PERIOD_BITS = 32;

  private final Map<String, Optional<BigInteger>> periods = new ConcurrentHashMap<>();

  /**
   * @param timelock what executes it
   */
  ChainView on(ChainView view, Dao dao, Views views, Address timelock) {
    if (view.state() != ProposalState.QUEUED || view.etaSeconds().isEmpty()) {
      return view;
    }
    long eta = view.etaSeconds().getAsLong();
    return periods
        .computeIfAbsent(
            dao.chainId() + ":" + timelock, key -> views.number(timelock, "GRACE_PERIOD()"))
        .filter(period -> period.bitLength() <= PERIOD_BITS)
        .map(period -> view.lapsing(OptionalLong.of(eta + period.longValue())))
        .orElse(view);
  }
}
