package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.Tokens;
import org.prytany.chain.revert.RevertReasons;
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.simulation.EffectsSimulator;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.StateDifference;

/**
 * Executes a proposal's calls from the treasury on the endpoint's copy of the chain, with
 * eth_simulateV1 or, where that is missing, eth_call. Events, balances and the decoded calls are
 * joined so that the worst reading wins: an effect that any of them shows is shown.
 */
public final class RpcEffectsSimulator implements EffectsSimulator {
  /** How a governor refuses a governance call that execute did not announce, since 5.1. */
  private static final int PANIC_EMPTY_LIST = 0x31;

  /** The same in 4.x and in 5.0. */
  private static final List<String> EMPTY_QUEUE =
      List.of(AbiBytes.selector("Empty()"), AbiBytes.selector("QueueEmpty()"));

  /** More called accounts are not asked about: nobody reads so many. */
  private static final int MOST_CALLED = 120;

  private final Endpoints endpoints;
  private final KnownFunctions functions;
  private final DecodedEffects decoded;
  private final EffectsReporting reporting;
  private final ExecutionPermit permit = new ExecutionPermit();
  private final GovernorCalls governor;

  /**
   * @param governor how a proposal is executed
   */
  public RpcEffectsSimulator(
      Endpoints endpoints, Tokens tokens, KnownFunctions functions, GovernorCalls governor) {
    this.endpoints = endpoints;
    this.governor = governor;
    this.functions = functions;
    this.decoded = new DecodedEffects(functions);
    this.reporting = new EffectsReporting(tokens, decoded);
  }

  @Override
  public SimulatedEffects simulate(Dao dao, ProposalContent proposal, List<DecodedAction> actions) {
    JsonRpc rpc = endpoints.of(dao);
    BlockRef head = Blocks.head(rpc);
    long number = head.number();
    if (proposal.malformed().isPresent()) {
      return reporting.decoded(dao, actions, proposal.malformed(), number);
    }
    String block = Quantities.of(number);
    List<SimulatedRun.Call> direct = new ArrayList<>();
    for (int i = 0; i < proposal.targets().size(); i++) {
      direct.add(
          new SimulatedRun.Call(
              dao.treasury(),
              proposal.targets().get(i),
              proposal.valuesWei().get(i),
              proposal.calldatas().get(i)));
    }
    Managed managed = Managed.of(dao, rpc, proposal, direct, head);
    List<SimulatedRun.Call> calls = managed.calls();
    Map<String, Object> overrides = permit.overrides(dao, rpc, proposal, block);
    boolean permitMissing = overrides.isEmpty() && ExecutionPermit.needed(dao, proposal);
    Execution.Scene scene =
        new Execution.Scene(dao, rpc, block, managed.before(), managed.isQueued());
    try {
      Managed.Scheduling scheduling = managed.scheduling(rpc, block);
      Execution execution = Execution.of(scene, governor, proposal, calls, overrides);
      return withEvents(
          scene, managed, overrides, number, actions, execution, permitMissing, scheduling);
    } catch (RpcErrorException e) {
      if (!e.methodMissing() && !e.callRefused()) {
        throw rpc.unavailable(e);
      }
    }
    try {
      SimulatedRun alone = SimulatedRun.eachAlone(rpc, calls, overrides, block);
      SimulatedRun run =
          coin(rpc, dao.treasury(), block).map(had -> alone.spending(calls, had)).orElse(alone);
      Optional<String> never =
          managed.isDue() ? Execution.refused(scene, governor, proposal) : Optional.empty();
      return withoutEvents(scene, managed, number, actions, run, permitMissing, never);
    } catch (RpcErrorException e) {
      throw rpc.unavailable(e);
    }
  }

  /** What an account has of the native coin, in wei; empty if the endpoint does not say. */
  private static Optional<BigInteger> coin(JsonRpc rpc, Address account, String block) {
    try {
      return Optional.of(Quantities.number(rpc.ask("eth_getBalance", account.hex(), block)));
    } catch (RpcErrorException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private SimulatedEffects withEvents(
      Execution.Scene scene,
      Managed managed,
      Map<String, Object> overrides,
      long number,
      List<DecodedAction> actions,
      Execution execution,
      boolean permitMissing,
      Managed.Scheduling scheduling) {
    Dao dao = scene.dao();
    List<SimulatedRun.Call> calls = managed.calls();
    SimulatedRun run = execution.run();
    List<Effect> observed = new ArrayList<>();
    List<Effect> unseen = new ArrayList<>();
    List<Effect> waiting = new ArrayList<>();
    List<Effect> twice = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      waiting.addAll(decoded.waiting(dao.chainId(), dao.treasury(), actions.get(i)));
      List<Effect> seen = new ArrayList<>();
      for (ChainLog log : run.calls().get(i).logs()) {
        seen.addAll(EventEffects.of(log));
      }
      observed.addAll(seen);
      List<Effect> does =
          decoded.of(dao.chainId(), dao.treasury(), actions.get(i), run.calls().get(i).succeeded());
      for (Effect carried : decoded.carried(dao.chainId(), dao.treasury(), actions.get(i))) {
        toldTwice(seen, does, carried).ifPresent(twice::add);
      }
      List<Effect> happens = new ArrayList<>(seen);
      for (Effect effect : does) {
        if (!shownBy(seen, effect)) {
          unseen.add(effect);
          happens.add(effect);
        }
      }
      steps.add(new Step(actions.get(i), happens, does));
    }
    List<Effect> meant = new Credits(dao.holders(), observed, unseen).believed(unseen);
    List<Effect> told = new ArrayList<>(observed);
    told.addAll(meant);
    Set<Address> called = new LinkedHashSet<>();
    Optional<Effect> beyond = called(actions, called);
    Settings settings = new Settings(functions, told, called);
    Probes probes = ask(scene, execution, told, called, acting(actions), settings);
    List<Effect> happened = new ArrayList<>(observed);
    happened.addAll(probes.unexplained(observed, meant));
    List<Effect> all = new ArrayList<>(happened);
    all.addAll(new Credits(dao.holders(), happened, meant).believed(meant));
    beyond.ifPresent(all::add);
    all.addAll(settings.unexplained(all));
    twice.forEach(all::remove);
    for (Address ended : probes.ended()) {
      all.add(Changes.destruction(ended, Optional.empty()));
    }
    probes.unasked().ifPresent(all::add);
    Allowed allowed = new Allowed(steps, probes, waiting, dao.holders());
    List<Effect> net = new ArrayList<>();
    for (Effect effect : settings.settled(NetEffects.of(all))) {
      allowed.settled(effect).ifPresent(net::add);
    }
    boolean taken = scheduling.isTaken();
    if (taken) {
      net.addAll(managed.unknown());
    }
    SimulatedRun counted = taken ? tried(managed, run) : run;
    Optional<String> failure =
        scheduling
            .failure()
            .or(() -> failure(dao, calls, counted, permitMissing))
            .or(() -> execution.failure().filter(why -> !permitMissing && counted.equals(run)));
    UnknownCalls unknown = new UnknownCalls(net, waiting);
    StateDifference difference =
        failure.isPresent() || permitMissing || unknown.isEmpty()
            ? StateDifference.NOT_ASKED
            : managed.isDelayed()
                // Neither before its time nor then: what was approved before counts then.
                ? StateDifference.notTold(
                    "The governor executes it after a delay, and nothing shows beforehand what its"
                        + " calls write then.")
                : unknown.difference(
                    new StateDifferences(
                        scene.rpc(), dao.treasury(), dao.executor(), overrides, scene.block()),
                    calls,
                    run,
                    actions,
                    called);
    return reporting.report(
        dao, failure, unknown.marked(difference), number, execution.method(), difference);
  }

  /** Executes it again, between questions about balances, settings and owners. */
  private static Probes ask(
      Execution.Scene scene,
      Execution execution,
      List<Effect> effects,
      Set<Address> called,
      Set<Address> acting,
      Settings settings) {
    Set<Address> holders = scene.dao().holders();
    Probes probes = new Probes(holders, effects, called, acting);
    List<SimulatedRun.Call> made = execution.made();
    Map<String, Object> all = new HashMap<>(execution.overrides());
    all.putAll(AccountState.OVERRIDE);
    JsonRpc rpc = scene.rpc();
    try {
      between(scene, List.of(probes, settings), AccountState::harmless, made, all);
      return probes;
    } catch (RpcErrorException e) {
      // An endpoint that takes no code of ours. Then nothing is known of coin but its transfers,
      // and
      // only tokens are asked: another contract may do anything while it answers.
      Probes tokens = new Probes(holders, effects, Set.of(), Set.of());
      between(scene, List.of(tokens), call -> call, made, execution.overrides());
      settings.readNow(
          SimulatedRun.eachAlone(rpc, settings.calls(), Map.of(), scene.block()).calls());
      return tokens;
    }
  }

  /** Accounts that the proposal has make calls: Safes, forwarders, timelocks. */
  private static Set<Address> acting(List<DecodedAction> actions) {
    Set<Address> acting = new LinkedHashSet<>();
    Deque<DecodedAction> open = new ArrayDeque<>(actions);
    while (!open.isEmpty()) {
      DecodedAction action = open.remove();
      if (!action.nested().isEmpty() && !action.isElsewhere()) {
        acting.add(action.target());
      }
      open.addAll(action.nested());
    }
    return acting;
  }

  private static void between(
      Execution.Scene scene,
      List<Questions> questions,
      UnaryOperator<SimulatedRun.Call> manner,
      List<SimulatedRun.Call> calls,
      Map<String, Object> overrides) {
    List<SimulatedRun.Call> asked = new ArrayList<>();
    questions.forEach(one -> one.calls().forEach(call -> asked.add(manner.apply(call))));
    if (asked.isEmpty()) {
      return;
    }
    List<SimulatedRun.Call> all = new ArrayList<>(asked);
    all.addAll(calls);
    all.addAll(asked);
    List<SimulatedRun.Result> results =
        SimulatedRun.simulateV1(scene.rpc(), scene.before(), all, overrides, scene.block()).calls();
    int last = asked.size() + calls.size();
    int at = 0;
    for (Questions one : questions) {
      int size = one.calls().size();
      one.read(results.subList(at, at + size), results.subList(last + at, last + at + size));
      at += size;
    }
  }

  /**
   * Notes every account that the proposal calls, on whatever level.
   *
   * @return the call behind which nobody looks; empty if there is none
   */
  private static Optional<Effect> called(List<DecodedAction> actions, Set<Address> called) {
    Deque<DecodedAction> open = new ArrayDeque<>(actions);
    while (!open.isEmpty()) {
      DecodedAction action = open.remove();
      if (!action.isElsewhere() && !called.contains(action.target())) {
        if (called.size() == MOST_CALLED) {
          return Optional.of(
              Changes.unknownCall(
                  action.target(), new Reason.NamedOnly("more calls than are looked at()")));
        }
        called.add(action.target());
      }
      open.addAll(action.nested());
    }
    return Optional.empty();
  }

  /** What came of the calls, without failures that say nothing. */
  private static SimulatedRun tried(Managed managed, SimulatedRun run) {
    List<SimulatedRun.Result> results = new ArrayList<>();
    for (int i = 0; i < run.calls().size(); i++) {
      SimulatedRun.Result result = run.calls().get(i);
      results.add(
          managed.isUntried(i, result)
              ? new SimulatedRun.Result(true, "0x", "", "0x", List.of())
              : result);
    }
    return new SimulatedRun(results);
  }

  private SimulatedEffects withoutEvents(
      Execution.Scene scene,
      Managed managed,
      long number,
      List<DecodedAction> actions,
      SimulatedRun run,
      boolean permitMissing,
      Optional<String> never) {
    Dao dao = scene.dao();
    List<Effect> unseen = new ArrayList<>();
    actions.forEach(
        action -> unseen.addAll(decoded.of(dao.chainId(), dao.treasury(), action, false)));
    List<Effect> meant = new Credits(dao.holders(), List.of(), unseen).believed(unseen);
    List<SimulatedRun.Call> calls =
        actions.stream()
            .map(
                action ->
                    new SimulatedRun.Call(
                        dao.treasury(), action.target(), action.valueWei(), action.calldata()))
            .toList();
    Settings settings = new Settings(functions, meant, Set.of());
    settings.readNow(
        SimulatedRun.eachAlone(scene.rpc(), settings.calls(), Map.of(), scene.block()).calls());
    List<Effect> net = new ArrayList<>(settings.settled(NetEffects.of(meant)));
    net.addAll(managed.unknown());
    return reporting.report(
        dao,
        failure(dao, calls, tried(managed, run), permitMissing)
            .map(reason -> calls.size() > 1 ? reason + " (each call was tried alone)" : reason)
            .or(() -> never),
        net,
        number,
        "eth_call");
  }

  private static Optional<String> failure(
      Dao dao, List<SimulatedRun.Call> calls, SimulatedRun run, boolean permitMissing) {
    for (int i = 0; i < calls.size(); i++) {
      SimulatedRun.Result result = run.calls().get(i);
      if (result.succeeded()) {
        continue;
      }
      boolean onlyExecuteMay =
          permitMissing
              && calls.get(i).to().equals(dao.governor())
              && (EMPTY_QUEUE.contains(result.revertData())
                  || RevertReasons.isPanic(result.revertData(), PANIC_EMPTY_LIST));
      if (!onlyExecuteMay) {
        return Optional.of(
            "Call "
                + (i + 1)
                + " of "
                + calls.size()
                + " reverts: "
                + RevertReasons.of(result.revertData(), result.said()));
      }
    }
    return Optional.empty();
  }

  /**
   * The event by which a token that is carried to another chain went to the bridge: one of the call
   * that carries it, and none that this call makes as a payment of its own.
   */
  private static Optional<Effect> toldTwice(List<Effect> seen, List<Effect> does, Effect carried) {
    return seen.stream()
        .filter(effect -> !does.contains(effect))
        .filter(
            effect ->
                same(effect, carried)
                    && effect.subject().isEmpty()
                    && effect.from().equals(carried.from())
                    && effect.amount().equals(carried.amount()))
        .findFirst();
  }

  /** Whether events of the same call already tell of what the call means to do. */
  private static boolean shownBy(List<Effect> seen, Effect meant) {
    if (meant.isElsewhere()) {
      return false;
    }
    return switch (meant.kind()) {
      case TRANSFER -> transferShown(seen, meant);
      case ALLOWANCE ->
          seen.stream()
              .anyMatch(
                  effect ->
                      same(effect, meant)
                          && effect.from().equals(meant.from())
                          && effect.to().equals(meant.to())
                          && (effect.subject().equals(meant.subject())
                              || Changes.isCollectible(effect)));
      case ROLE_GRANTED, ROLE_REVOKED ->
          seen.stream()
              .anyMatch(
                  effect ->
                      same(effect, meant)
                          && effect.subject().equals(meant.subject())
                          && effect.to().equals(meant.to()));
      case OWNERSHIP, UPGRADE, DESTRUCTION ->
          seen.stream().anyMatch(effect -> same(effect, meant) && effect.to().equals(meant.to()));
      case PARAMETER, CONTROL ->
          seen.stream()
              .anyMatch(
                  effect ->
                      same(effect, meant)
                          && effect.subject().equals(meant.subject())
                          && effect.value().equals(meant.value()));
      case UNKNOWN_CALL -> false;
    };
  }

  private static boolean same(Effect effect, Effect meant) {
    return effect.kind() == meant.kind() && effect.contract().equals(meant.contract());
  }

  // With a fee on transfer the recipient gets less than the call says, but the payer pays it all.
  private static boolean transferShown(List<Effect> seen, Effect meant) {
    BigInteger paid = BigInteger.ZERO;
    boolean received = false;
    for (Effect effect : seen) {
      boolean sameThing = !Changes.isCollectible(meant) || effect.subject().equals(meant.subject());
      if (same(effect, meant) && sameThing && effect.from().equals(meant.from())) {
        paid = paid.add(effect.amount());
        // ERC-721: the amount of the call is the id of what moves.
        boolean collectible = effect.subject().equals(Terms.ID + meant.amount());
        paid = collectible ? paid.max(meant.amount()) : paid;
        received |= effect.to().equals(meant.to());
      }
    }
    return meant.amount().signum() == 0 || (received && paid.compareTo(meant.amount()) >= 0);
  }
}
