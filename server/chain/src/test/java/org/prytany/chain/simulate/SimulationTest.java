package org.prytany.chain.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

class SimulationTest extends OnLocalDao {
  private static final BigInteger GRANT = BigInteger.valueOf(25_000_000_000L);
  private static final String HOSTILE = "0x00000000000000000000000000000000000bad01";
  private static final String PAYEE = LocalDao.PAYEE.hex();

  private static SimulatedEffects simulate(DemoAction... actions) {
    return local.report(local.content(local.propose("proposal", actions))).effects();
  }

  private static Effect only(SimulatedEffects effects, Effect.Kind kind) {
    List<Effect> found = effects.effects().stream().filter(e -> e.kind() == kind).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static DemoAction transfer(String token, BigInteger amount) {
    return local.demo.actions().payToken(token, PAYEE, amount);
  }

  @Test
  void everyKindOfEffectIsRead() {
    byte[] proposer = AbiBytes.parse(AbiBytes.topic("PROPOSER_ROLE"));

    SimulatedEffects effects =
        simulate(
            local.demo.actions().payStablecoin(PAYEE, GRANT),
            local.demo.actions().payEther(PAYEE, DemoDaoSettings.tokens(2)),
            local
                .demo
                .actions()
                .approveStablecoin(PAYEE, BigInteger.TWO.pow(256).subtract(BigInteger.ONE)),
            local.demo.actions().setVotingPeriod(Duration.ofDays(5)),
            local.demo.actions().setVotingDelay(Duration.ofHours(3)),
            local.demo.actions().setProposalThreshold(BigInteger.TEN),
            local.demo.actions().setQuorumPercent(12),
            local.demo.actions().setTimelockDelay(Duration.ofDays(1)),
            local.demo.actions().transferVaultOwnership(PAYEE),
            local.demo.actions().grantTimelockRole(proposer, PAYEE));

    assertThat(effects.revertReason()).isEmpty();
    assertThat(effects.succeeded()).isTrue();
    assertThat(effects.method()).isEqualTo("eth_simulateV1");
    assertThat(effects.effects()).hasSize(10);
    Optional<Address> treasury = Optional.of(local.treasury());
    Optional<Address> payee = Optional.of(LocalDao.PAYEE);
    Effect paid = effects.effects().get(1);
    assertThat(paid.contract()).isEqualTo(local.stablecoin());
    assertThat(paid.from()).isEqualTo(treasury);
    assertThat(paid.to()).isEqualTo(payee);
    assertThat(paid.amount()).isEqualTo(GRANT);
    assertThat(paid.token().orElseThrow().symbol()).contains("DUSD");
    assertThat(paid.token().orElseThrow().decimals()).hasValue(6);
    assertThat(effects.effects().getFirst().token()).contains(Token.NATIVE);
    assertThat(effects.effects().getFirst().amount()).isEqualTo(DemoDaoSettings.tokens(2));
    Effect allowance = only(effects, Effect.Kind.ALLOWANCE);
    assertThat(allowance.to()).isEqualTo(payee);
    assertThat(allowance.amount().bitLength()).isEqualTo(256);
    Effect ownership = only(effects, Effect.Kind.OWNERSHIP);
    assertThat(ownership.contract().hex()).isEqualTo(local.demo.addresses().vault());
    assertThat(ownership.from()).isEqualTo(treasury);
    assertThat(ownership.to()).isEqualTo(payee);
    Effect role = only(effects, Effect.Kind.ROLE_GRANTED);
    assertThat(role.subject()).isEqualTo("PROPOSER_ROLE");
    assertThat(role.to()).isEqualTo(payee);
    assertThat(effects.effects())
        .filteredOn(effect -> effect.kind() == Effect.Kind.PARAMETER)
        .extracting(effect -> effect.subject() + "=" + effect.value())
        .containsExactlyInAnyOrder(
            "votingPeriod=432000",
            "votingDelay=10800",
            "proposalThreshold=10",
            "quorumNumerator=12",
            "minDelay=86400");
  }

  @Test
  void effectsHashStaysTheSameOverBlocksAndOrder() {
    DemoAction coin = local.demo.actions().payEther(PAYEE, BigInteger.TEN);
    DemoAction token = local.demo.actions().payStablecoin(PAYEE, GRANT);
    ProposalContent content = local.content(local.propose("one", coin, token));
    ProposalContent reversed = local.content(local.propose("two", token, coin));
    ProposalContent larger =
        local.content(
            local.propose(
                "three",
                coin,
                local.demo.actions().payStablecoin(PAYEE, GRANT.add(BigInteger.ONE))));
    SimulatedEffects before = local.report(content).effects();
    local.chain.mine(50);
    local.chain.increaseTime(Duration.ofDays(2));

    SimulatedEffects after = local.report(content).effects();

    assertThat(after.block()).isGreaterThan(before.block());
    assertThat(after.effectsHash()).isEqualTo(before.effectsHash());
    assertThat(local.report(reversed).effects().effectsHash()).isEqualTo(before.effectsHash());
    assertThat(local.report(larger).effects().effectsHash()).isNotEqualTo(before.effectsHash());
  }

  @Test
  void transfersThereAndBackAreNetted() {
    SimulatedEffects effects =
        simulate(
            local.demo.actions().payStablecoin(PAYEE, GRANT),
            local.demo.actions().payStablecoin(PAYEE, GRANT),
            local.demo.actions().payStablecoin(local.treasury().hex(), GRANT));

    assertThat(only(effects, Effect.Kind.TRANSFER).amount()).isEqualTo(GRANT.shiftLeft(1));
  }

  @Test
  void aProposalThatRevertsSaysWhyAndStillShowsWhatItMeans() {
    BigInteger tooMuch = BigInteger.TEN.pow(30);

    SimulatedEffects effects = simulate(local.demo.actions().payStablecoin(PAYEE, tooMuch));

    assertThat(effects.succeeded()).isFalse();
    assertThat(effects.revertReason().orElseThrow())
        .startsWith("Call 1 of 1 reverts: ERC20InsufficientBalance(sender ");
    assertThat(only(effects, Effect.Kind.TRANSFER).amount()).isEqualTo(tooMuch);
  }

  @Test
  void unknownCallsAreEffects() {
    SimulatedEffects effects =
        simulate(local.demo.actions().setVaultWithdrawalLimit(DemoDaoSettings.tokens(99)));

    Effect unknown = only(effects, Effect.Kind.UNKNOWN_CALL);
    assertThat(unknown.contract().hex()).isEqualTo(local.demo.addresses().vault());
    assertThat(unknown.subject()).isEqualTo(AbiBytes.selector("setWithdrawalLimit(uint256)"));
  }

  @Test
  void aTokenWithoutEventsCannotHideATransfer() {
    local.chain.setCode(HOSTILE, "0x00");

    SimulatedEffects effects = simulate(transfer(HOSTILE, GRANT));

    assertThat(effects.succeeded()).isTrue();
    Effect hidden = only(effects, Effect.Kind.TRANSFER);
    assertThat(hidden.contract().hex()).isEqualTo(HOSTILE);
    assertThat(hidden.amount()).isEqualTo(GRANT);
    assertThat(hidden.to()).contains(LocalDao.PAYEE);
  }

  @Test
  void eventsThatBalancesContradictAreNotTheWholeStory() {
    // Emits Transfer(treasury, payee, 5) whatever it is asked, and answers zero to everything.
    String topic = AbiBytes.topic("Transfer(address,address,uint256)").substring(2);
    local.chain.setCode(
        HOSTILE,
        "0x6005600052"
            + "73"
            + PAYEE.substring(2)
            + "73"
            + local.treasury().hex().substring(2)
            + "7f"
            + topic
            + "60206000a3600060005260206000f3");

    SimulatedEffects effects = simulate(transfer(HOSTILE, GRANT));

    assertThat(effects.effects())
        .extracting(Effect::amount)
        .anySatisfy(amount -> assertThat(amount).isGreaterThanOrEqualTo(GRANT));
  }

  @Test
  void anEndpointWithoutSimulationIsAskedCallByCall() throws Exception {
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("method").asText().equals("eth_simulateV1")
                        ? Optional.of(
                            FaultyEndpoint.error(
                                request,
                                -32601,
                                "the method eth_simulateV1 does not exist/is not available"))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      ProposalContent content =
          local.content(
              local.propose(
                  "plain",
                  local.demo.actions().payStablecoin(PAYEE, GRANT),
                  local.demo.actions().payEther(PAYEE, BigInteger.TEN),
                  local.demo.actions().setVotingPeriod(Duration.ofDays(5))));
      var actions = adapters.decoder().decode(local.dao, content);

      SimulatedEffects alone = adapters.simulator().simulate(local.dao, content, actions);

      assertThat(alone.method()).isEqualTo("eth_call");
      assertThat(alone.succeeded()).isTrue();
      assertThat(alone.effectsHash()).isEqualTo(local.report(content).effects().effectsHash());
    }
  }

  @Test
  void executionMovesWhatTheSimulationSaid() {
    DemoProposal proposal =
        local.propose(
            "pay",
            local.demo.actions().payStablecoin(PAYEE, GRANT),
            local.demo.actions().payEther(PAYEE, DemoDaoSettings.tokens(2)),
            local.demo.actions().setVotingPeriod(Duration.ofDays(5)));
    ProposalContent content = local.content(proposal);
    SimulatedEffects simulated = local.report(content).effects();
    ProposalContent other =
        local.content(
            local.propose("else", local.demo.actions().payStablecoin(PAYEE, BigInteger.ONE)));
    SimulatedEffects others = local.report(other).effects();
    local.pass(proposal);

    String hash = local.demo.execute(local.chain.account(7), proposal).getTransactionHash();

    ExecutionReceipt receipt = local.adapters.receipts().read(local.dao, content, simulated, hash);
    assertThat(receipt.difference()).isEmpty();
    assertThat(receipt.asSimulated()).isTrue();
    assertThat(receipt.executedBy().hex()).isEqualTo(local.chain.account(7));
    ExecutionReceipt surprising = local.adapters.receipts().read(local.dao, content, others, hash);
    assertThat(surprising.asSimulated()).isFalse();
    assertThat(surprising.difference())
        .contains("0.000001 DUSD")
        .contains("25,000 DUSD")
        .contains("nothing was expected to move, and 2 ETH moved");
  }

  @Test
  void coinIsReceiptedFromTheTimelocksEventsWhereNothingTraces() throws Exception {
    DemoProposal proposal =
        local.propose("pay", local.demo.actions().payEther(PAYEE, DemoDaoSettings.tokens(2)));
    ProposalContent content = local.content(proposal);
    SimulatedEffects simulated = local.report(content).effects();
    local.pass(proposal);
    String hash = local.demo.execute(local.chain.account(7), proposal).getTransactionHash();
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("method").asText().startsWith("debug_")
                        ? Optional.of(FaultyEndpoint.error(request, -32601, "method not found"))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      ExecutionReceipt receipt = adapters.receipts().read(local.dao, content, simulated, hash);

      assertThat(receipt.difference()).isEmpty();
      assertThat(receipt.asSimulated()).isTrue();
    }
  }

  @Test
  void aPaymentBeyondTheTreasurysCoinFailsAndIsShown() {
    SimulatedEffects effects =
        simulate(local.demo.actions().payEther(PAYEE, DemoDaoSettings.tokens(501)));

    assertThat(effects.succeeded()).isFalse();
    assertThat(effects.revertReason().orElseThrow()).startsWith("Call 1 of 1 reverts: ");
    assertThat(only(effects, Effect.Kind.TRANSFER).amount()).isEqualTo(DemoDaoSettings.tokens(501));
  }

  @Test
  void settingsAreUnderstoodWhereStateCannotBeOverridden() throws Exception {
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("method").asText().equals("eth_call")
                            && request.path("params").size() > 2
                        ? Optional.of(FaultyEndpoint.error(request, -32602, "too many arguments"))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      ProposalContent content =
          local.content(
              local.propose("period", local.demo.actions().setVotingPeriod(Duration.ofDays(5))));
      var actions = adapters.decoder().decode(local.dao, content);

      SimulatedEffects effects = adapters.simulator().simulate(local.dao, content, actions);

      assertThat(effects.succeeded()).isTrue();
      assertThat(effects.effectsHash()).isEqualTo(local.report(content).effects().effectsHash());
    }
  }

  @Test
  void anEndpointThatIsBusyIsUnavailableAndNoOtherMethodIsTaken() throws Exception {
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("method").asText().equals("eth_simulateV1")
                        ? Optional.of(FaultyEndpoint.error(request, -32005, "rate limit reached"))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      ProposalContent content =
          local.content(local.propose("pay", local.demo.actions().payStablecoin(PAYEE, GRANT)));
      var actions = adapters.decoder().decode(local.dao, content);

      PrytanyException failure =
          catchThrowableOfType(
              PrytanyException.class,
              () -> adapters.simulator().simulate(local.dao, content, actions));

      assertThat(failure.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
    }
  }
}
