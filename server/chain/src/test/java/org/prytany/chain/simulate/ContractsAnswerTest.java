package org.prytany.chain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.StateDifference;

/** What a simulation learns by asking contracts before and after the calls. */
class ContractsAnswerTest extends OnLocalDao {
  private static final String HOSTILE = "0x00000000000000000000000000000000000bad01";
  private static final Address CONTRACT = new Address(HOSTILE);
  private static final String PAYEE = LocalDao.PAYEE.hex();

  /** Answers owner() with what is stored; anything else stores the first argument. No events. */
  private static final String SILENT_OWNER =
      "0x60003560e01c638da5cb5b146016576004356000550" + "05b60005460005260206000f3";

  @TempDir private Path directory;

  private static int proposals;

  private static ProposalContent content(DemoAction... actions) {
    return local.content(local.propose("proposal " + proposals++, actions));
  }

  private static SimulatedEffects simulate(ChainAdapters adapters, ProposalContent content) {
    List<DecodedAction> actions = adapters.decoder().decode(local.dao, content);
    return adapters.simulator().simulate(local.dao, content, actions);
  }

  private static SimulatedEffects withoutSimulation(ProposalContent content) throws IOException {
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("method").asText().equals("eth_simulateV1")
                        ? Optional.of(FaultyEndpoint.error(request, -32601, "method not found"))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      return simulate(adapters, content);
    }
  }

  private static List<Effect> of(SimulatedEffects effects, Effect.Kind kind) {
    return effects.effects().stream().filter(effect -> effect.kind() == kind).toList();
  }

  private static List<String> changes(SimulatedEffects effects) {
    return of(effects, Effect.Kind.PARAMETER).stream()
        .map(effect -> effect.subject() + ": " + effect.previous() + " to " + effect.value())
        .toList();
  }

  @Test
  void settingsTellWhatTheyWereBefore() throws IOException {
    ProposalContent content =
        content(
            local.demo.actions().setVotingPeriod(Duration.ofDays(9)),
            local.demo.actions().setVotingDelay(Duration.ofHours(3)),
            local.demo.actions().setProposalThreshold(BigInteger.TEN),
            local.demo.actions().setQuorumPercent(12),
            local.demo.actions().setTimelockDelay(Duration.ofDays(3)));
    List<String> expected = expected();

    assertThat(changes(simulate(local.adapters, content)))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(changes(withoutSimulation(content))).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String now(Address contract, String getter) {
    return new BigInteger(
            local
                .chain
                .call(
                    "eth_call",
                    Map.of("to", contract.hex(), "data", AbiBytes.selector(getter)),
                    "latest")
                .asText()
                .substring(2),
            16)
        .toString();
  }

  private static List<String> expected() {
    Address governor = local.dao.governor();
    return List.of(
        "votingPeriod: " + now(governor, "votingPeriod()") + " to 777600",
        "votingDelay: " + now(governor, "votingDelay()") + " to 10800",
        "proposalThreshold: " + now(governor, "proposalThreshold()") + " to 10",
        "quorumNumerator: " + now(governor, "quorumNumerator()") + " to 12",
        "minDelay: " + now(local.treasury(), "getMinDelay()") + " to 259200");
  }

  @Test
  void aSetterThatTheOperatorNamedIsASettingIfTheContractConfirmsIt() throws IOException {
    Files.writeString(
        directory.resolve("vault.json"),
        "[{\"type\":\"function\",\"name\":\"setWithdrawalLimit\","
            + "\"inputs\":[{\"name\":\"limit\",\"type\":\"uint256\"}]}]");
    ProposalContent content =
        content(local.demo.actions().setVaultWithdrawalLimit(DemoDaoSettings.tokens(99)));
    try (ChainAdapters adapters =
        new ChainAdapters(
            Map.of(local.chain.chainId(), URI.create(local.chain.rpcUrl())),
            RpcOptions.DEFAULT,
            KnownFunctions.with(OperatorFiles.read(directory)),
            TokenList.NONE)) {
      String before = now(new Address(local.demo.addresses().vault()), "withdrawalLimit()");

      DecodedAction action = adapters.decoder().decode(local.dao, content).getFirst();

      assertThat(action.line())
          .startsWith("setWithdrawalLimit(limit = 99,000,000,000,000,000,000) of ");
      assertThat(action.knowledge()).contains("operator: vault.json");
      assertThat(changes(simulate(adapters, content)))
          .containsExactly("withdrawalLimit: " + before + " to 99000000000000000000");
      assertThat(of(simulate(adapters, content), Effect.Kind.UNKNOWN_CALL)).isEmpty();
    }
  }

  @Test
  void aSetterThatTheContractDoesNotConfirmStaysUnexplained() throws IOException {
    local.chain.setCode(HOSTILE, "0x00");
    Files.writeString(
        directory.resolve("any.json"),
        "[{\"type\":\"function\",\"name\":\"setFoo\","
            + "\"inputs\":[{\"name\":\"foo\",\"type\":\"uint256\"}]}]");
    ProposalContent content =
        content(
            local
                .demo
                .actions()
                .call(
                    HOSTILE, AbiBytes.selector("setFoo(uint256)") + AbiBytes.word(BigInteger.TEN)));
    try (ChainAdapters adapters =
        new ChainAdapters(
            Map.of(local.chain.chainId(), URI.create(local.chain.rpcUrl())),
            RpcOptions.DEFAULT,
            KnownFunctions.with(OperatorFiles.read(directory)),
            TokenList.NONE)) {
      assertThat(of(simulate(adapters, content), Effect.Kind.UNKNOWN_CALL))
          .singleElement()
          .satisfies(
              effect -> {
                assertThat(effect.subject()).isEqualTo("setFoo(uint256)");
                // It sets nothing at all, and the trace shows that.
                assertThat(effect.value()).isEqualTo(StateDifference.EXPLAINED);
              });
    }
  }

  @Test
  void anOwnerThatChangesWithoutAWordIsFound() {
    local.chain.setCode(HOSTILE, SILENT_OWNER);
    SimulatedEffects effects =
        simulate(
            local.adapters,
            content(
                local.demo.actions().call(HOSTILE, "0x12345678" + AbiBytes.word(LocalDao.PAYEE))));

    assertThat(of(effects, Effect.Kind.OWNERSHIP))
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.contract()).isEqualTo(CONTRACT);
              assertThat(effect.to()).contains(LocalDao.PAYEE);
            });
    assertThat(of(effects, Effect.Kind.UNKNOWN_CALL)).hasSize(1);
  }

  @Test
  void coinThatAContractSweepsAsItEndsIsFound() {
    BigInteger coin = DemoDaoSettings.tokens(3);
    local.chain.setCode(HOSTILE, "0x73" + PAYEE.substring(2) + "ff");
    local.chain.setBalance(HOSTILE, coin);

    SimulatedEffects effects =
        simulate(local.adapters, content(local.demo.actions().call(HOSTILE, "0x12345678")));

    assertThat(of(effects, Effect.Kind.TRANSFER))
        .anySatisfy(
            effect -> {
              assertThat(effect.contract()).isEqualTo(Address.ZERO);
              assertThat(effect.from()).contains(CONTRACT);
              assertThat(effect.amount()).isEqualTo(coin);
            });
  }

  @Test
  void aFunctionWhoseEffectsOnlyARunShowsIsExplainedByTheRunAlone() throws IOException {
    BigInteger coin = DemoDaoSettings.tokens(2);
    // Sends all its coin to the caller.
    local.chain.setCode(HOSTILE, "0x600060006000600047335af100");
    local.chain.setBalance(HOSTILE, coin);
    ProposalContent content =
        content(local.demo.actions().call(HOSTILE, AbiBytes.selector("withdraw()")));

    SimulatedEffects run = simulate(local.adapters, content);

    assertThat(run.effects())
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.kind()).isEqualTo(Effect.Kind.TRANSFER);
              assertThat(effect.from()).contains(CONTRACT);
              assertThat(effect.to()).contains(local.treasury());
              assertThat(effect.amount()).isEqualTo(coin);
            });
    assertThat(of(withoutSimulation(content), Effect.Kind.UNKNOWN_CALL)).hasSize(1);
  }
}
