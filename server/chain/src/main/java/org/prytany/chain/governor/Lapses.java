package org.prytany.chain.governor;

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
 * GovernorTimelockCompound.state.
 */
final class Lapses {
  private static final String PERIOD = "GRACE_PERIOD()";

  /** What is absurd is not believed: no period is longer than a hundred years of seconds. */
  private static final int PERIOD_BITS = 32;

  private Lapses() {}

  /** What {@link #on} asks. */
  static Question question(Views views, Address timelock) {
    return views.question(timelock, PERIOD);
  }

  /**
   * @param timelock what executes it
   */
  static ChainView on(ChainView view, Views views, Address timelock) {
    if (view.state() != ProposalState.QUEUED || view.etaSeconds().isEmpty()) {
      return view;
    }
    long eta = view.etaSeconds().getAsLong();
    return views
        .number(timelock, PERIOD)
        .filter(period -> period.bitLength() <= PERIOD_BITS)
        .map(period -> view.lapsing(OptionalLong.of(eta + period.longValue())))
        .orElse(view);
  }
}
