package org.prytany.chain.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.chain.funds.SafeWorld.PAYEE;
import static org.prytany.chain.funds.SafeWorld.dollars;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Outflow;
import org.web3j.abi.datatypes.Address;

/**
 * Contracts that do something else when a proposal is executed than when it is simulated.
 *
 * <p>Invariant: whatever leaves an account of the DAO when it is really executed is counted before,
 * or it is said that it is not known. That the proposal calls something unknown is not enough here.
 */
class ExecutedOtherwiseTest extends OutflowScene {
  private static void executedNow(String contract) {
    local.chain.call(
        "anvil_setStorageAt", contract, "0x" + "0".repeat(64), "0x" + "0".repeat(63) + "1");
    local.chain.mine(1);
  }

  private DemoAction approve(String who, long amount) {
    return call(world.usdc, "approve", new Address(who), n(dollars(amount)));
  }

  @Test
  void whatIsGivenBackOnlyInASimulationHasLeft() {
    world.mint(world.timelock(), 99_000);
    String turncoat = evil("Turncoat", world.usdc, world.timelock());
    Seen seen = look(local.dao, world.pay(turncoat, 90_000), call(turncoat, "settle"));
    executedNow(turncoat);
    execute(seen.proposal());
    requireLost("settle", usd(turncoat));
    requireCounted(seen);
  }

  @Test
  void whatIsGivenBackToAnotherHolderOnlyInASimulationHasLeft() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    String turncoat = evil("Turncoat", world.usdc, world.timelock());
    Seen seen =
        look(
            world.dao(safe),
            safe.byOwner(world.timelock(), world.pay(turncoat, 90_000)),
            call(turncoat, "settle"));
    executedNow(turncoat);
    execute(seen.proposal());
    requireLost("settle", usd(turncoat));
    requireCounted(seen);
  }

  @Test
  void whatIsGivenBackToASafeThatNobodyListedHasLeft() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    String turncoat = evil("Turncoat", world.usdc, safe.address());
    requireCounted(
        look(
            local.dao,
            safe.byOwner(world.timelock(), world.pay(turncoat, 90_000)),
            call(turncoat, "settle")));
  }

  @Test
  void whatMayBeTakenForAMomentCounts() {
    world.mint(world.timelock(), 99_000);
    String turncoat = evil("Turncoat", world.usdc, world.timelock());
    Seen seen =
        look(local.dao, approve(turncoat, 90_000), call(turncoat, "poke"), approve(turncoat, 0));
    executedNow(turncoat);
    execute(seen.proposal());
    requireLost("poke", usd(turncoat));
    requireCounted(seen);
  }

  /** Each allowance is lower than the one before, and each may be taken. */
  @Test
  void whatMayBeTakenAgainAndAgainAddsUp() {
    world.mint(world.timelock(), 99_000);
    String turncoat = evil("Turncoat", world.usdc, world.timelock());
    Seen seen =
        look(
            local.dao,
            approve(turncoat, 31_000),
            call(turncoat, "poke"),
            approve(turncoat, 30_000),
            call(turncoat, "poke"),
            approve(turncoat, 29_500),
            call(turncoat, "poke"),
            approve(turncoat, 0));
    executedNow(turncoat);
    execute(seen.proposal());
    assertThat(usd(turncoat)).isEqualTo(dollars(90_500));
    requireCounted(seen);
  }

  /** What only moves among the accounts of the DAO in a simulation may go anywhere else. */
  @Test
  void whatIsTakenOnlyToGoHomeMayBeTakenAway() {
    DeployedSafe safe = world.owned();
    for (String home : List.of(NOBODY, safe.address())) {
      world.mint(world.timelock(), 99_000);
      String circle = evil("Circle", world.usdc, world.timelock());
      slot(circle, 3, home);
      Seen seen =
          look(
              local.dao.withFunds(Set.of(spi(safe.address()))),
              approve(circle, 90_000),
              call(circle, "poke"));
      executedNow(circle);
      execute(seen.proposal());
      requireLost("poke", usd(circle));
      assertThat(allowed(seen)).isEqualTo(dollars(90_000));
    }
  }

  /** The same where the spender is not called by the proposal itself, but by another contract. */
  @Test
  void whatIsTakenToGoHomeByWayOfAnotherContractMayBeTakenAway() {
    world.mint(world.timelock(), 99_000);
    String circle = evil("Circle", world.usdc, world.timelock());
    // Calls whatever is in its slot 1 with what it is called with.
    String forwards = String.format("0x%040x", 0xffff00000001L);
    local.chain.setCode(forwards, "0x365f5f375f5f365f5f6001545af100");
    slot(forwards, 1, circle);
    Seen seen = look(local.dao, approve(circle, 90_000), call(forwards, "poke"));
    executedNow(circle);
    execute(seen.proposal());
    requireLost("poke", usd(circle));
    assertThat(allowed(seen)).isEqualTo(dollars(90_000));
  }

  private static BigInteger allowed(Seen seen) {
    return seen.outflow().allowed().stream()
        .map(Outflow.Out::amount)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The other side: what was allowed and taken as it should counts once. */
  @Test
  void whatIsAllowedAndTakenCountsOnce() {
    world.mint(world.timelock(), 99_000);
    String taker = evil("Turncoat", world.usdc, world.timelock());
    executedNow(taker);
    for (DemoAction last : new DemoAction[] {call(taker, "poke"), approve(taker, 0)}) {
      Seen seen = look(local.dao, approve(taker, 33_000), call(taker, "poke"), last);
      assertThat(seen.share().value().doubleValue()).isBetween(0.333, 0.334);
      assertThat(seen.share().unknown()).isEmpty();
    }
  }

  /** The timelock of a simulation has code, an account that sends a transaction has none. */
  @Test
  void whoSeesTheSenderOfTheTransactionSeesNoSimulation() {
    String vault = evil("Origin", world.usdc, world.timelock());
    world.mint(vault, 99_000);
    Dao dao = local.dao.withFunds(Set.of(spi(vault)));
    Seen seen = look(dao, call(vault, "release"));
    execute(seen.proposal());
    requireLost("release", usd(PAYEE));
    requireCounted(seen);
  }

  /** What lasts for one transaction lasts from one call to the next. */
  @Test
  void whoSeesSeparateTransactionsSeesNoSimulation() {
    String vault = evil("Once", world.usdc, world.timelock());
    world.mint(vault, 99_000);
    for (Dao dao : new Dao[] {local.dao.withFunds(Set.of(spi(vault))), local.dao}) {
      Seen seen = look(dao, call(vault, "prepare"), call(vault, "release"));
      requireCounted(seen);
    }
    Seen seen = look(local.dao, call(vault, "prepare"), call(vault, "release"));
    execute(seen.proposal());
    requireLost("release", usd(PAYEE));
  }

  /** Once it is queued, the governor itself executes it in the simulation. */
  @Test
  void whoAsksTheGovernorWhetherItIsExecutedSeesNoSimulation() {
    String vault = evil("Watcher", world.usdc, world.timelock());
    world.mint(vault, 99_000);
    slot(vault, 3, local.demo.addresses().governor());
    Dao dao = local.dao.withFunds(Set.of(spi(vault)));
    DemoProposal proposal = local.propose("attack " + System.nanoTime(), call(vault, "release"));
    local.chain.call(
        "anvil_setStorageAt",
        vault,
        "0x" + "0".repeat(63) + "4",
        "0x" + String.format("%064x", proposal.id()));
    local.pass(proposal);
    Seen seen = look(dao, proposal);
    local.demo.execute(local.chain.account(7), proposal);
    requireLost("release", usd(PAYEE));
    requireCounted(seen);
  }

  private static org.prytany.spi.Address spi(String value) {
    return new org.prytany.spi.Address(value);
  }

  /** Somebody's own node may take no code that is not on the chain. */
  @Test
  void anEndpointThatTakesNoCodeOfOursIsSaidToMakeOneCallAfterTheOther() throws Exception {
    world.mint(world.timelock(), 99_000);
    DemoProposal proposal = local.propose("attack " + System.nanoTime(), world.pay(PAYEE, 90_000));
    var content = local.content(proposal);
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("params").toString().contains("\"code\"")
                        ? Optional.of(FaultyEndpoint.error(request, -32602, "no code"))
                        : Optional.empty());
        var adapters = local.adaptersAt(endpoint.url())) {
      var effects =
          adapters
              .simulator()
              .simulate(local.dao, content, adapters.decoder().decode(local.dao, content));
      assertThat(effects.method()).isEqualTo("eth_simulateV1, call by call");
      assertThat(effects.succeeded()).isTrue();
      assertThat(effects.effects()).hasSize(1);
    }
  }

  /** Of ten pieces one is no tenth of what they are worth. */
  @Test
  void onePieceOfACollectionHasNoKnownShare() {
    String pieces = evil("Piece", NOBODY, NOBODY);
    slot(pieces, 1, NOBODY);
    for (int id = 1; id <= 10; id++) {
      String data = encode("mint", new Address(world.timelock()), n(BigInteger.valueOf(id)));
      local.chain.call(
          "eth_sendTransaction",
          Map.of("from", local.chain.account(5), "to", pieces, "data", data));
    }
    local.chain.mine(1);
    Seen seen =
        look(
            local.dao,
            call(
                pieces,
                "transferFrom",
                new Address(world.timelock()),
                new Address(PAYEE),
                n(BigInteger.ONE)));
    assertThat(seen.share().unknown().orElseThrow()).contains("collection");
  }

  /** Whoever is the operator of a collection for a moment may take all of it. */
  @Test
  void aRightToEveryCollectibleForAMomentCounts() {
    String pieces = evil("Piece", NOBODY, NOBODY);
    slot(pieces, 1, NOBODY);
    Address taker = new Address(evil("Turncoat", world.usdc, world.timelock()));
    requireCounted(
        look(
            local.dao,
            call(pieces, "setApprovalForAll", taker, new org.web3j.abi.datatypes.Bool(true)),
            call(taker.getValue(), "poke"),
            call(pieces, "setApprovalForAll", taker, new org.web3j.abi.datatypes.Bool(false))));
  }

  /** A token that tells of nothing, lost by a Safe that nobody listed. */
  @Test
  void whatASafeThatNobodyListedLosesWithoutAnEventIsNotKnown() {
    DeployedSafe safe = world.owned();
    String token = evil("Silent", NOBODY, NOBODY);
    slot(token, 1, NOBODY);
    slot(token, 2, NOBODY);
    BigInteger million = BigInteger.valueOf(1_000_000);
    local.chain.call(
        "eth_sendTransaction",
        Map.of(
            "from",
            local.chain.account(5),
            "to",
            token,
            "data",
            encode("give", new Address(safe.address()), n(million))));
    local.chain.mine(1);
    requireCounted(
        look(local.dao, safe.byOwner(world.timelock(), call(token, "withdraw", n(million)))));
  }
}
