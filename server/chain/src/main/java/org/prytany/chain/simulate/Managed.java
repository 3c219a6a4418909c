package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.prytany.governance.effects.Reason;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
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
 * @param waiting the targets of the calls whose delay is not over, by their place in the proposal
 */
record Managed(
    List<SimulatedRun.Call> calls,
    SimulatedRun.Before before,
    boolean isDelayed,
    boolean isQueued,
    Map<Integer, Address> waiting) {
  private static final String ETA = "proposalEta(uint256)";
  private static final String STATE = "state(uint256)";
  private static final BigInteger QUEUED = BigInteger.valueOf(ProposalState.QUEUED.ordinal());

  private static final String TAKEN = AbiBytes.selector("AccessManagerAlreadyScheduled(bytes32)");
  private static final String NOT_READY = AbiBytes.selector("AccessManagerNotReady(bytes32)");

  /** How a manager refuses what waits, by what is scheduled there: nothing, or another's call. */
  private static final Set<String> NOT_YET =
      Set.of(
          NOT_READY,
          AbiBytes.selector("AccessManagerNotScheduled(bytes32)"),
          AbiBytes.selector("AccessManagerExpired(bytes32)"));

  /** EIP-6372: no time is longer. */
  private static final int TIME_BITS = 48;

  Managed {
    calls = List.copyOf(calls);
    waiting = Collections.unmodifiableMap(new TreeMap<>(waiting));
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
      return new Managed(direct, SimulatedRun.Before.NOTHING, false, false, Map.of());
    }
    long eta =
        views
            .number(dao.governor(), ETA, id)
            .filter(its -> its.bitLength() <= TIME_BITS)
            .map(BigInteger::longValue)
            .orElse(0L);
    boolean queued =
        eta != 0 && views.number(dao.governor(), STATE, id).filter(QUEUED::equals).isPresent();
    Map<Integer, Address> waiting = new TreeMap<>();
    for (int i = 0; i < direct.size(); i++) {
      if (plan.get().delayed().get(i) && (eta == 0 || (queued && eta > head.timestamp()))) {
        waiting.put(i, direct.get(i).to());
      }
    }
    return new Managed(
        through(plan.get(), direct),
        eta == 0
            ? scheduled(plan.get(), direct, head.timestamp() + 1)
            : SimulatedRun.Before.time(eta > head.timestamp() ? eta : 0),
        plan.get().delay() > 0,
        queued,
        waiting);
  }

  /** Whether the governor executes it now, or never. */
  boolean isDue() {
    return isQueued && before.then() == 0;
  }

  /**
   * What comes of queueing it.
   *
   * @param failure why it cannot be queued, as the manager says; empty where it can, where nothing
   *     is scheduled, and where that is not known
   * @param isTaken whether an equal call of another proposal waits in the manager: nobody knows
   *     whether it still does when this one is queued
   */
  record Scheduling(Optional<String> failure, boolean isTaken) {}

  /**
   * Schedules its calls in the manager.
   *
   * @throws RpcErrorException if the endpoint does not simulate
   */
  Scheduling scheduling(JsonRpc rpc, String block) {
    if (before.calls().isEmpty()) {
      return new Scheduling(Optional.empty(), false);
    }
    List<SimulatedRun.Result> results =
        SimulatedRun.simulateV1(
                rpc, SimulatedRun.Before.time(before.at()), before.calls(), Map.of(), block)
            .calls();
    Optional<String> failure = Optional.empty();
    boolean taken = false;
    for (int i = 0; i < results.size(); i++) {
      SimulatedRun.Result result = results.get(i);
      // A proposal that has the same call twice stands in its own way.
      boolean others =
          isRefused(result, Set.of(TAKEN))
              && Collections.frequency(before.calls(), before.calls().get(i)) == 1;
      taken |= others;
      if (!result.succeeded() && !others && failure.isEmpty()) {
        failure =
            Optional.of(
                "It cannot be queued, since its AccessManager does not schedule it: "
                    + RevertReasons.of(result.revertData(), result.said()));
      }
    }
    return new Scheduling(failure, taken);
  }

  /** Whether a call that was tried too early, or in another's place, says nothing by failing. */
  boolean isUntried(int place, SimulatedRun.Result result) {
    return waiting.containsKey(place) && isRefused(result, isQueued ? Set.of(NOT_READY) : NOT_YET);
  }

  private static boolean isRefused(SimulatedRun.Result result, Set<String> errors) {
    return !result.succeeded() && errors.stream().anyMatch(result.revertData()::startsWith);
  }

  /** That nobody knows what comes of the calls that wait, for each of their targets. */
  List<Effect> unknown() {
    return waiting.values().stream()
        .distinct()
        .map(target -> Changes.unknownCall(target, Reason.NamedOnly.UNTRIED))
        .toList();
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
