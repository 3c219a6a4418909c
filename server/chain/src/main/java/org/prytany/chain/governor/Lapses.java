package org.prytany.chain.governor;

import java.util.List;
import java.util.OptionalLong;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;

/**
 * When a timelock stops executing what is queued in it. Compound's say how long that is after it
 * opened; OpenZeppelin's have no such function, and what is queued in one never lapses. It is asked
 * at each look, together with the rest: an endpoint that once answers nothing, or nonsense, is
 * believed no longer than that.
 *
 * <p>Source: Compound Timelock.GRACE_PERIOD, GovernorBravo.state; OpenZeppelin
 * GovernorTimelockCompound.state; PoolTogether Timelock.gracePeriod.
 */
final class Lapses {
  private static final List<String> PERIODS = List.of("GRACE_PERIOD()", "gracePeriod()");

  /** What is absurd is not believed: no period is longer than a hundred years of seconds. */
  private static final int PERIOD_BITS = 32;

  private Lapses() {}

  /** What {@link #on} asks. */
  static List<Question> questions(Views views, Address timelock) {
    return PERIODS.stream().map(period -> views.question(timelock, period)).toList();
  }

  /**
   * @param timelock what executes it
   */
  static ChainView on(ChainView view, Views views, Address timelock) {
    if (view.state() != ProposalState.QUEUED || view.etaSeconds().isEmpty()) {
      return view;
    }
    long eta = view.etaSeconds().getAsLong();
    return PERIODS.stream()
        .flatMap(period -> views.number(timelock, period).stream())
        .filter(period -> period.bitLength() <= PERIOD_BITS)
        .findFirst()
        .map(period -> view.lapsing(OptionalLong.of(eta + period.longValue())))
        .orElse(view);
  }
}
