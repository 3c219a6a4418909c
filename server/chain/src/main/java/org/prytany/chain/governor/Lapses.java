package org.prytany.chain.governor;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.chain.family.AccessPlan;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;

/**
 * When a timelock stops executing what is queued in it. Compound's say how long that is after it
 * opened; OpenZeppelin's have no such function, and what is queued in one never lapses. What its
 * AccessManager was to delay lapses by the manager's word. It is asked at each look: an endpoint
 * that once answers nothing, or nonsense, is believed no longer than that.
 *
 * <p>Source: Compound Timelock.GRACE_PERIOD, GovernorBravo.state; OpenZeppelin
 * GovernorTimelockCompound.state, AccessManager.expiration; PoolTogether Timelock.gracePeriod.
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
   * @param executor what executes it: a timelock, or the governor
   */
  static ChainView on(
      ChainView view, Views views, Dao dao, ProposalContent proposal, Address executor) {
    if (view.state() != ProposalState.QUEUED || view.etaSeconds().isEmpty()) {
      return view;
    }
    long eta = view.etaSeconds().getAsLong();
    return PERIODS.stream()
        .flatMap(period -> views.number(executor, period).stream())
        .filter(period -> period.bitLength() <= PERIOD_BITS)
        .findFirst()
        .map(period -> view.lapsing(OptionalLong.of(eta + period.longValue())))
        .or(
            () ->
                managed(views, dao, proposal, executor)
                    .map(period -> managed(view, eta + period.longValue())))
        .orElse(view);
  }

  /** Other than a timelock's end, a manager's shows in no state of the governor's. */
  private static ChainView managed(ChainView view, long end) {
    return end <= view.at().timestamp() ? view.expired() : view.lapsing(OptionalLong.of(end));
  }

  private static Optional<BigInteger> managed(
      Views views, Dao dao, ProposalContent proposal, Address executor) {
    return Optional.of(dao.governor())
        .filter(executor::equals)
        .flatMap(governor -> AccessPlan.of(views, dao, proposal))
        .filter(plan -> plan.delayed().contains(true))
        .flatMap(plan -> views.number(plan.manager(), "expiration()"))
        .filter(period -> period.signum() > 0 && period.bitLength() <= PERIOD_BITS);
  }
}
