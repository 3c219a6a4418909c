package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.EffectsSimulator;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;

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

  private final Endpoints endpoints;
  private final DecodedEffects decoded;
  private final EffectsReporting reporting;
  private final ExecutionPermit permit = new ExecutionPermit();

  public RpcEffectsSimulator(Endpoints endpoints, Tokens tokens, KnownFunctions functions) {
    this.endpoints = endpoints;
    this.decoded = new DecodedEffects(functions);
    this.reporting = new EffectsReporting(tokens, decoded);
  }

  @Override
  public SimulatedEffects simulate(Dao dao, ProposalContent proposal, List<DecodedAction> actions) {
    JsonRpc rpc = endpoints.of(dao);
    long number = Blocks.head(rpc).number();
    if (proposal.malformed().isPresent()) {
      return reporting.decoded(dao, actions, proposal.malformed(), number);
    }
    String block = Quantities.of(number);
    List<SimulatedRun.Call> calls = new ArrayList<>();
    for (int i = 0; i < proposal.targets().size(); i++) {
      calls.add(
          new SimulatedRun.Call(
              dao.treasury(),
              proposal.targets().get(i),
              proposal.valuesWei().get(i),
              proposal.calldatas().get(i)));
    }
    Map<String, Object> overrides = permit.overrides(dao, rpc, proposal, block);
    boolean permitMissing = overrides.isEmpty() && ExecutionPermit.needed(dao, proposal);
    try {
      SimulatedRun run = SimulatedRun.simulateV1(rpc, calls, overrides, block);
      return withEvents(dao, rpc, calls, overrides, block, number, actions, run, permitMissing);
    } catch (RpcErrorException e) {
      if (!e.methodMissing() && !e.callRefused()) {
        throw rpc.unavailable(e);
      }
    }
    try {
      SimulatedRun run = SimulatedRun.eachAlone(rpc, calls, overrides, block);
      return withoutEvents(dao, number, actions, run, permitMissing);
    } catch (RpcErrorException e) {
      throw rpc.unavailable(e);
    }
  }

  private SimulatedEffects withEvents(
      Dao dao,
      JsonRpc rpc,
      List<SimulatedRun.Call> calls,
      Map<String, Object> overrides,
      String block,
      long number,
      List<DecodedAction> actions,
      SimulatedRun run,
      boolean permitMissing) {
    List<Effect> observed = new ArrayList<>();
    List<Effect> meant = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      List<Effect> seen = new ArrayList<>();
      for (ChainLog log : run.calls().get(i).logs()) {
        EventEffects.of(log).ifPresent(seen::add);
      }
      observed.addAll(seen);
      for (Effect effect :
          decoded.of(
              dao.chainId(), dao.treasury(), actions.get(i), run.calls().get(i).succeeded())) {
        if (!shownBy(seen, effect)) {
          meant.add(effect);
        }
      }
    }
    List<Effect> all = new ArrayList<>(observed);
    all.addAll(meant);
    Probes probes = new Probes(dao.treasury(), all);
    if (!probes.isEmpty()) {
      probes.read(SimulatedRun.simulateV1(rpc, probes.around(calls), overrides, block));
    }
    all.addAll(probes.unexplained(observed, meant));
    List<Effect> net = new ArrayList<>();
    for (Effect effect : NetEffects.of(all)) {
      settled(effect, probes).ifPresent(net::add);
    }
    return reporting.report(
        dao, failure(dao, calls, run, permitMissing), net, number, "eth_simulateV1");
  }

  private SimulatedEffects withoutEvents(
      Dao dao, long number, List<DecodedAction> actions, SimulatedRun run, boolean permitMissing) {
    List<Effect> meant = new ArrayList<>();
    actions.forEach(
        action -> meant.addAll(decoded.of(dao.chainId(), dao.treasury(), action, false)));
    List<SimulatedRun.Call> calls =
        actions.stream()
            .map(
                action ->
                    new SimulatedRun.Call(
                        dao.treasury(), action.target(), action.valueWei(), action.calldata()))
            .toList();
    return reporting.report(
        dao,
        failure(dao, calls, run, permitMissing)
            .map(reason -> calls.size() > 1 ? reason + " (each call was tried alone)" : reason),
        NetEffects.of(meant),
        number,
        "eth_call");
  }

  /** What is really left of an allowance; nothing if it was spent within the proposal. */
  private static Optional<Effect> settled(Effect effect, Probes probes) {
    if (effect.kind() != Effect.Kind.ALLOWANCE || !effect.subject().isEmpty()) {
      return Optional.of(effect);
    }
    BigInteger left = probes.allowance(effect).orElse(effect.amount());
    if (left.signum() == 0 && probes.wasNothing(effect)) {
      return Optional.empty();
    }
    return Optional.of(
        Changes.allowance(
            effect.contract(),
            effect.from().orElse(Address.ZERO),
            effect.to().orElse(Address.ZERO),
            left));
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

  /** Whether events of the same call already tell of what the call means to do. */
  private static boolean shownBy(List<Effect> seen, Effect meant) {
    return switch (meant.kind()) {
      case TRANSFER -> transferShown(seen, meant);
      case ALLOWANCE ->
          seen.stream()
              .anyMatch(
                  effect ->
                      same(effect, meant)
                          && effect.from().equals(meant.from())
                          && effect.to().equals(meant.to()));
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
      if (same(effect, meant) && effect.from().equals(meant.from())) {
        paid = paid.add(effect.amount());
        // ERC-721: the amount of the call is the id of what moves.
        boolean collectible = effect.subject().equals(Changes.TOKEN_ID + meant.amount());
        paid = collectible ? paid.max(meant.amount()) : paid;
        received |= effect.to().equals(meant.to());
      }
    }
    return meant.amount().signum() == 0 || (received && paid.compareTo(meant.amount()) >= 0);
  }
}
