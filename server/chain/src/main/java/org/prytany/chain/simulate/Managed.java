package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.family.AccessPlan;
import org.prytany.chain.revert.RevertReasons;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint48;

/**
 * A proposal's calls as a governor makes them that executes through an AccessManager: those that
 * the manager controls go through it, and those that it delays were scheduled and have waited.
 *
 * <p>Source: OpenZeppelin GovernorTimelockAccess (queue, execute), AccessManager (schedule,
 * execute).
 *
 * @param calls the calls of the proposal, in order
 * @param before what has to have happened when they are made
 * @param isDelayed whether they are made later than the proposal is queued, at whatever moment one
 *     asks: it is the plan that says so
 * @param isQueued whether nothing is missing but time: what the governor's own execute comes to
 *     then is what comes of it
 */
record Managed(
    List<SimulatedRun.Call> calls,
    SimulatedRun.Before before,
    boolean isDelayed,
    boolean isQueued) {
  private static final String ETA = "proposalEta(uint256)";
  private static final String STATE = "state(uint256)";
  private static final BigInteger QUEUED = BigInteger.valueOf(ProposalState.QUEUED.ordinal());

  /** EIP-6372: no time is longer. */
  private static final int TIME_BITS = 48;

  Managed {
    calls = List.copyOf(calls);
  }

  /**
   * @param direct the calls as the treasury would make them itself; given back where no manager
   *     controls one
   * @param head the block on whose state they are made
   */
  static Managed of(
      Dao dao,
      JsonRpc rpc,
      ProposalContent proposal,
      List<SimulatedRun.Call> direct,
      BlockRef head) {
    Optional<AccessPlan> plan = Optional.empty();
    Views views = new Views(rpc, Quantities.of(head.number()));
    String id = AbiBytes.word(proposal.key().proposalId());
    // Behind a timelock, no governor makes a call itself.
    if (dao.governor().equals(dao.treasury())) {
      List<Question> questions = new ArrayList<>(AccessPlan.questions(views, dao, proposal));
      questions.add(views.question(dao.governor(), ETA, id));
      questions.add(views.question(dao.governor(), STATE, id));
      views.ahead(questions);
      plan = AccessPlan.of(views, dao, proposal);
    }
    if (plan.isEmpty()) {
      return new Managed(direct, SimulatedRun.Before.NOTHING, false, false);
    }
    long eta =
        views
            .number(dao.governor(), ETA, id)
            .filter(its -> its.bitLength() <= TIME_BITS)
            .map(BigInteger::longValue)
            .orElse(0L);
    return new Managed(
        through(plan.get(), direct),
        eta == 0
            ? scheduled(plan.get(), direct, head.timestamp() + 1)
            : SimulatedRun.Before.time(eta > head.timestamp() ? eta : 0),
        plan.get().delay() > 0,
        eta != 0 && views.number(dao.governor(), STATE, id).filter(QUEUED::equals).isPresent());
  }

  /** Whether the governor executes it now, or never. */
  boolean isDue() {
    return isQueued && before.then() == 0;
  }

  /**
   * Why it cannot be queued, as the manager says; empty where it can, or nothing is scheduled.
   *
   * @throws RpcErrorException if the endpoint does not simulate
   */
  Optional<String> unscheduled(JsonRpc rpc, String block) {
    if (before.calls().isEmpty()) {
      return Optional.empty();
    }
    return SimulatedRun.simulateV1(
            rpc, SimulatedRun.Before.time(before.at()), before.calls(), Map.of(), block)
        .calls()
        .stream()
        .filter(result -> !result.succeeded())
        .findFirst()
        .map(
            result ->
                "It cannot be queued, since its AccessManager does not schedule it: "
                    + RevertReasons.of(result.revertData(), result.said()));
  }

  private static List<SimulatedRun.Call> through(AccessPlan plan, List<SimulatedRun.Call> direct) {
    List<SimulatedRun.Call> calls = new ArrayList<>();
    for (int i = 0; i < direct.size(); i++) {
      SimulatedRun.Call call = direct.get(i);
      calls.add(plan.indirect().get(i) ? asked(plan, call, call.value(), "execute") : call);
    }
    return calls;
  }

  /** As if it were queued now. */
  private static SimulatedRun.Before scheduled(
      AccessPlan plan, List<SimulatedRun.Call> direct, long now) {
    List<SimulatedRun.Call> schedules = new ArrayList<>();
    for (int i = 0; i < direct.size(); i++) {
      if (plan.delayed().get(i)) {
        schedules.add(
            asked(
                plan, direct.get(i), BigInteger.ZERO, "schedule", new Uint48(now + plan.delay())));
      }
    }
    return plan.delay() == 0
        ? SimulatedRun.Before.NOTHING
        : new SimulatedRun.Before(schedules, now, now + plan.delay());
  }

  /** The manager is asked to do something with a call. */
  @SuppressWarnings("rawtypes") // As web3j declares it.
  private static SimulatedRun.Call asked(
      AccessPlan plan, SimulatedRun.Call call, BigInteger value, String function, Type... more) {
    List<Type> arguments = new ArrayList<>();
    arguments.add(new org.web3j.abi.datatypes.Address(call.to().hex()));
    arguments.add(new DynamicBytes(AbiBytes.parse(call.data())));
    arguments.addAll(List.of(more));
    return new SimulatedRun.Call(
        call.from(),
        plan.manager(),
        value,
        FunctionEncoder.encode(new Function(function, arguments, List.of())));
  }
}
