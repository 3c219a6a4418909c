package org.prytany.chain.simulate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.revert.RevertReasons;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.PlannedCall;

/**
 * A proposal's calls as they are executed: in one transaction, begun by who will begin it. If the
 * governor executes the proposal by now, it does so here; else the calls are made by a program in
 * the treasury's place ({@link Batch}). Code that sees the sender, or what lasts for a transaction,
 * sees the same as later.
 *
 * @param run what came of each call of the proposal, in order
 * @param made the transactions that were made
 * @param overrides the state that they need
 * @param failure why the calls fail in one transaction, where each alone does not; empty if they do
 *     not
 * @param method how it was found out, as {@link org.prytany.spi.SimulatedEffects#method} says it
 */
record Execution(
    SimulatedRun run,
    List<SimulatedRun.Call> made,
    Map<String, Object> overrides,
    Optional<String> failure,
    String method) {
  private static final String TOGETHER = "eth_simulateV1";
  private static final String ONE_BY_ONE = "eth_simulateV1, call by call";

  Execution {
    made = List.copyOf(made);
    overrides = Map.copyOf(overrides);
  }

  /**
   * Where, when and for whom a proposal is tried.
   *
   * @param isQueued whether the governor executes it then, or never
   */
  record Scene(Dao dao, JsonRpc rpc, String block, SimulatedRun.Before before, boolean isQueued) {}

  /**
   * @param calls those of the proposal, from the treasury
   * @param overrides the state that they need
   * @throws RpcErrorException if the endpoint does not simulate
   */
  static Execution of(
      Scene scene,
      GovernorCalls governor,
      ProposalContent proposal,
      List<SimulatedRun.Call> calls,
      Map<String, Object> overrides) {
    Optional<Execution> real =
        calls.isEmpty() ? Optional.empty() : real(scene, governor, proposal, calls, overrides);
    return real.orElseGet(() -> together(scene, calls, overrides));
  }

  /** Executed by the governor itself; empty while it does not. */
  private static Optional<Execution> real(
      Scene scene,
      GovernorCalls governor,
      ProposalContent proposal,
      List<SimulatedRun.Call> calls,
      Map<String, Object> overrides) {
    SimulatedRun.Call execute;
    SimulatedRun.Result result;
    try {
      execute = execute(scene, governor, proposal);
      result = once(scene, execute, Map.of());
    } catch (PrytanyException e) {
      if (scene.isQueued()) {
        throw e;
      }
      // A governor that is not served, or that does not answer: what is looked at are its calls.
      return Optional.empty();
    } catch (RpcErrorException e) {
      if (e.methodMissing() || scene.isQueued()) {
        throw e;
      }
      return Optional.empty();
    }
    if (!result.succeeded()) {
      return scene.isQueued()
          ? Optional.of(together(scene, calls, overrides).failing(result))
          : Optional.empty();
    }
    Parts parts = new Parts(scene.dao().treasury(), calls.size());
    List<List<ChainLog>> told =
        parts
            .announced(result.logs())
            .orElseGet(() -> parts.like(result.logs(), together(scene, calls, overrides).run()));
    return Optional.of(
        new Execution(
            SimulatedRun.succeeded(told), List.of(execute), Map.of(), Optional.empty(), TOGETHER));
  }

  private static SimulatedRun.Call execute(
      Scene scene, GovernorCalls governor, ProposalContent proposal) {
    PlannedCall planned = governor.execute(scene.dao(), proposal);
    return new SimulatedRun.Call(
        scene.dao().executor().orElseGet(Batch::unknown),
        planned.target(),
        planned.valueWei(),
        planned.calldata());
  }

  /**
   * Why the governor does not execute what is due, of an endpoint that tries one call alone; empty
   * where it does.
   *
   * @throws RpcErrorException if the endpoint refuses for another reason than a revert
   */
  static Optional<String> refused(Scene scene, GovernorCalls governor, ProposalContent proposal) {
    SimulatedRun.Call execute = execute(scene, governor, proposal);
    return SimulatedRun.eachAlone(scene.rpc(), List.of(execute), Map.of(), scene.block())
        .calls()
        .stream()
        .filter(result -> !result.succeeded())
        .map(Execution::why)
        .findFirst();
  }

  private static String why(SimulatedRun.Result execute) {
    return "The governor does not execute it at its time: "
        + RevertReasons.of(execute.revertData(), execute.said());
  }

  /** The calls may succeed for another proposal's sake: this one's are not made. */
  private Execution failing(SimulatedRun.Result execute) {
    return new Execution(run, made, overrides, failure.or(() -> Optional.of(why(execute))), method);
  }

  private static SimulatedRun.Result once(
      Scene scene, SimulatedRun.Call call, Map<String, Object> overrides) {
    return SimulatedRun.simulateV1(
            scene.rpc(), scene.before(), List.of(call), overrides, scene.block())
        .calls()
        .getFirst();
  }

  private static Execution together(
      Scene scene, List<SimulatedRun.Call> calls, Map<String, Object> overrides) {
    Optional<SimulatedRun.Result> batched = Optional.empty();
    try {
      Batch batch =
          Batch.at(scene.rpc(), scene.dao().treasury(), scene.dao().executor(), scene.block());
      Map<String, Object> state = batch.overrides(overrides);
      SimulatedRun.Call transaction = batch.call(calls);
      SimulatedRun.Result result = once(scene, transaction, state);
      if (result.succeeded()) {
        return new Execution(
            SimulatedRun.succeeded(batch.parted(result, calls.size())),
            List.of(transaction),
            state,
            Optional.empty(),
            TOGETHER);
      }
      batched = Optional.of(result);
    } catch (RpcErrorException e) {
      if (e.methodMissing()) {
        throw e;
      }
      // An endpoint that takes no code of ours: there the calls are made one by one.
    } catch (IllegalArgumentException e) {
      throw scene.rpc().invalid("The simulated transaction is of no use: " + e.getMessage() + ".");
    }
    SimulatedRun each =
        SimulatedRun.simulateV1(scene.rpc(), scene.before(), calls, overrides, scene.block());
    Optional<String> failure =
        batched.map(
            result ->
                "Made in one transaction, as an execution makes them, the calls fail: "
                    + RevertReasons.of(result.revertData(), result.said()));
    return new Execution(
        each, calls, overrides, failure, batched.isPresent() ? TOGETHER : ONE_BY_ONE);
  }
}
