package org.prytany.chain.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.ChainFacts.Answer;
import org.prytany.governance.effects.ChainFactsReader;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.spi.Address;

/** On a real chain, with payments that were really made. */
class ChainFactsTest extends OnLocalDao {
  private static final String PAYEE = LocalDao.PAYEE.hex();
  private static final String FAKE = "0x00000000000000000000000000000000000fa4e0";

  private static int proposals;

  private static EffectsReport report(DemoAction... actions) {
    return local.report(local.content(local.propose("proposal " + proposals++, actions)));
  }

  private static ChainFacts.AccountFacts of(EffectsReport report, Address account) {
    return report.facts().of(account).orElseThrow();
  }

  /** New adapters, because what was searched is remembered and a reverted chain forgets it. */
  private static ChainFacts facts(String url, EffectsReport report) {
    try (ChainAdapters adapters = local.adaptersAt(url)) {
      return adapters.facts().read(local.dao, report.actions(), report.effects());
    }
  }

  private static Answer paidBefore(EffectsReport report) {
    return facts(local.chain.rpcUrl(), report).of(LocalDao.PAYEE).orElseThrow().paidBefore();
  }

  private static void execute(DemoAction... actions) {
    DemoProposal proposal = local.propose("earlier", actions);
    local.pass(proposal);
    local.demo.execute(local.chain.account(7), proposal);
  }

  @Test
  void contractsAndPlainAccountsAreToldApart() {
    EffectsReport report =
        report(
            local.demo.actions().payStablecoin(PAYEE, BigInteger.TEN),
            local.demo.actions().payEther(local.chain.account(1), BigInteger.ONE));

    ChainFacts.AccountFacts token = of(report, local.stablecoin());
    assertThat(token.code()).isEqualTo(Answer.YES);
    assertThat(token.used()).isEqualTo(Answer.YES);
    assertThat(token.knownInterface()).isEqualTo(Answer.YES);
    ChainFacts.AccountFacts payee = of(report, LocalDao.PAYEE);
    assertThat(payee.code()).isEqualTo(Answer.NO);
    assertThat(payee.used()).isEqualTo(Answer.NO);
    assertThat(payee.knownInterface()).isEqualTo(Answer.UNKNOWN);
    assertThat(of(report, new Address(local.chain.account(1))).used()).isEqualTo(Answer.YES);
    assertThat(report.facts().of(local.treasury())).isEmpty();
  }

  @Test
  void aContractWithACallThatNobodyKnowsHasNoKnownInterface() {
    EffectsReport report = report(local.demo.actions().setVaultWithdrawalLimit(BigInteger.TEN));

    assertThat(of(report, new Address(local.demo.addresses().vault())).knownInterface())
        .isEqualTo(Answer.NO);
  }

  @Test
  void whatTheTreasuryHoldsOfWhatLeavesItIsRead() {
    EffectsReport report =
        report(
            local.demo.actions().payStablecoin(PAYEE, BigInteger.TEN),
            local.demo.actions().payEther(PAYEE, BigInteger.ONE));

    assertThat(report.facts().holdings())
        .containsEntry(Address.ZERO, local.chain.balance(local.treasury().hex()))
        .containsKey(local.stablecoin())
        .hasSize(2);
  }

  @Test
  void whoeverWasPaidTokensBeforeIsKnown() {
    assertThat(paidBefore(report(local.demo.actions().payStablecoin(PAYEE, BigInteger.TEN))))
        .isEqualTo(Answer.NO);

    execute(local.demo.actions().payStablecoin(PAYEE, BigInteger.ONE));

    assertThat(paidBefore(report(local.demo.actions().payStablecoin(PAYEE, BigInteger.TEN))))
        .isEqualTo(Answer.YES);
    assertThat(paidBefore(report(local.demo.actions().payEther(PAYEE, BigInteger.TEN))))
        .isEqualTo(Answer.YES);
  }

  @Test
  void whoeverWasPaidCoinBeforeIsKnownFromTheTimelocksLog() {
    execute(local.demo.actions().payEther(PAYEE, DemoDaoSettings.tokens(1)));

    assertThat(paidBefore(report(local.demo.actions().payEther(PAYEE, BigInteger.TEN))))
        .isEqualTo(Answer.YES);
  }

  @Test
  void aTransferOfNothingIsNoPayment() {
    execute(local.demo.actions().payStablecoin(PAYEE, BigInteger.ZERO));

    assertThat(paidBefore(report(local.demo.actions().payStablecoin(PAYEE, BigInteger.TEN))))
        .isEqualTo(Answer.NO);
  }

  @Test
  void aTokenThatSaysWhatItLikesDoesNotAnswerForOthers() {
    // Emits Transfer(treasury, payee, 5) whenever it is called, and answers with 5.
    local.chain.setCode(
        FAKE,
        "0x6005600052"
            + "73"
            + PAYEE.substring(2)
            + "73"
            + local.treasury().hex().substring(2)
            + "7f"
            + org.prytany.chain.abi.AbiBytes.topic("Transfer(address,address,uint256)").substring(2)
            + "60206000a360206000f3");
    local.chain.sendEther(local.chain.account(8), FAKE, BigInteger.ZERO);

    EffectsReport both =
        report(
            local.demo.actions().payToken(FAKE, PAYEE, BigInteger.valueOf(5)),
            local.demo.actions().payStablecoin(PAYEE, BigInteger.TEN));

    assertThat(paidBefore(both)).isEqualTo(Answer.NO);
  }

  @Test
  void codeIsRecentUntilItHasBeenThereForAWhile() {
    local.chain.mine(60);
    local.chain.increaseTime(Duration.ofHours(3));
    local.chain.mine(1);
    local.chain.setCode(FAKE, "0x00");
    EffectsReport report =
        report(
            local.demo.actions().call(FAKE, "0x12345678"),
            local.demo.actions().payStablecoin(PAYEE, BigInteger.TEN));
    ChainFactsReader young =
        new RpcChainFacts(
            new Endpoints(
                Map.of(local.chain.chainId(), URI.create(local.chain.rpcUrl())),
                RpcOptions.DEFAULT),
            TokenList.NONE,
            RpcOptions.DEFAULT,
            Duration.ofSeconds(5),
            Duration.ofMinutes(20));

    ChainFacts facts = young.read(local.dao, report.actions(), report.effects());

    assertThat(facts.of(local.stablecoin()).orElseThrow().recent()).isEqualTo(Answer.NO);
    assertThat(facts.of(LocalDao.PAYEE).orElseThrow().recent()).isEqualTo(Answer.UNKNOWN);
    // The chain is younger than a week, so nothing can be said of a week.
    assertThat(of(report, local.stablecoin()).recent()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void anEndpointWithoutLogsOrOldStateLeavesThingsUnknown() throws Exception {
    EffectsReport report = report(local.demo.actions().payStablecoin(PAYEE, BigInteger.TEN));
    try (FaultyEndpoint endpoint =
        new FaultyEndpoint(
            local.chain.rpcUrl(),
            request ->
                List.of("eth_getLogs", "eth_getCode", "eth_getTransactionCount")
                        .contains(request.path("method").asText())
                    ? Optional.of(FaultyEndpoint.error(request, -32000, "missing trie node"))
                    : Optional.empty())) {
      ChainFacts facts = facts(endpoint.url(), report);

      assertThat(facts.of(LocalDao.PAYEE))
          .contains(
              new ChainFacts.AccountFacts(
                  LocalDao.PAYEE,
                  Answer.UNKNOWN,
                  Answer.UNKNOWN,
                  Answer.UNKNOWN,
                  Answer.UNKNOWN,
                  Answer.UNKNOWN));
      assertThat(facts.holdings()).containsKey(local.stablecoin());
    }
  }

  @Test
  void anEndpointThatTakesSmallRangesOnlyIsSearchedAllTheSame() throws Exception {
    execute(local.demo.actions().payStablecoin(PAYEE, BigInteger.ONE));
    EffectsReport report = report(local.demo.actions().payStablecoin(PAYEE, BigInteger.TEN));
    try (FaultyEndpoint endpoint =
        new FaultyEndpoint(
            local.chain.rpcUrl(),
            request -> {
              var filter = request.path("params").path(0);
              boolean wide =
                  request.path("method").asText().equals("eth_getLogs")
                      && Long.decode(filter.path("toBlock").asText())
                              - Long.decode(filter.path("fromBlock").asText())
                          > 3;
              return wide
                  ? Optional.of(FaultyEndpoint.error(request, -32005, "query exceeds max range"))
                  : Optional.empty();
            })) {
      assertThat(facts(endpoint.url(), report).of(LocalDao.PAYEE).orElseThrow().paidBefore())
          .isEqualTo(Answer.YES);
    }
  }
}
