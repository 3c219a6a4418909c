package org.prytany.chain.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.Pauses;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.LyingEndpoint;
import org.prytany.contracts.localchain.LyingEndpoint.When;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.sending.TransactionSubmitter.Broadcast;
import org.prytany.governance.sending.TransactionSubmitter.Broadcast.Answer;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.signing.TransactionTerms.Fees;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.web3j.crypto.Credentials;

class PricingTest extends OnLocalDao {
  private static final Fees NOTHING = new Fees(BigInteger.ZERO, BigInteger.ZERO);
  private static LyingEndpoint endpoint;
  private static ChainAdapters adapters;
  private static Credentials key;

  @BeforeAll
  static void connect() {
    endpoint = new LyingEndpoint(local.chain.rpcUrl());
    adapters = capped(Map.of());
    key = local.chain.accounts().get(1);
  }

  @AfterAll
  static void disconnect() {
    adapters.close();
    endpoint.close();
  }

  @BeforeEach
  void honest() {
    endpoint.repent();
    // Taking the chain back does not take back the next block's base fee.
    nextBaseFee(2);
  }

  private static ChainAdapters capped(Map<String, BigInteger> caps) {
    return new ChainAdapters(
        Map.of(local.chain.chainId(), URI.create(endpoint.url())),
        RpcOptions.DEFAULT.withFeeCaps(caps));
  }

  private static BigInteger gwei(long gwei) {
    return BigInteger.valueOf(gwei).multiply(BigInteger.valueOf(1_000_000_000L));
  }

  private static void asksForTip(long gwei) {
    endpoint.lieAbout(
        "eth_maxPriorityFeePerGas",
        When.ALWAYS,
        (request, result) -> TextNode.valueOf(Quantities.of(gwei(gwei))));
  }

  private static void nextBaseFee(long gwei) {
    local.chain.call("anvil_setNextBlockBaseFeePerGas", Quantities.of(gwei(gwei)));
    local.chain.mine(1);
  }

  private static PrytanyException failure() {
    return catchThrowableOfType(
        PrytanyException.class, () -> adapters.submitter().fees(local.dao, NOTHING));
  }

  private static String signed(Fees fees) {
    Address account = new Address(key.getAddress());
    PlannedCall coin = new PlannedCall(LocalDao.PAYEE, BigInteger.ONE, "0x");
    TransactionTerms terms = adapters.submitter().prepare(local.dao, account, coin).with(fees);
    return local.sign(terms, adapters.submitter().transactionCount(local.dao, account), key);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 25, 60, 300})
  void theTipFollowsWhatTheEndpointAsksFor(long tip) {
    nextBaseFee(2);
    asksForTip(tip);

    assertThat(adapters.submitter().fees(local.dao, NOTHING).tip()).isEqualTo(gwei(tip));
  }

  @Test
  void theBaseFeeMayDoubleAndTheTransactionIsStillTaken() {
    nextBaseFee(60);
    Fees fees = adapters.submitter().fees(local.dao, NOTHING);

    assertThat(fees.most()).isEqualTo(gwei(120).add(fees.tip()));
    assertThat(adapters.submitter().broadcast(local.dao, signed(fees)).answer())
        .isEqualTo(Answer.TAKEN);
  }

  @Test
  void aTransactionBelowTheBaseFeeIsUnderpriced() {
    Fees cheap = new Fees(gwei(1), BigInteger.ONE);
    nextBaseFee(60);

    assertThat(adapters.submitter().broadcast(local.dao, signed(cheap)).answer())
        .isEqualTo(Answer.UNDERPRICED);
  }

  @Test
  void aReplacementThatPaysLessIsUnderpricedAndAnEighthMoreIsTaken() {
    local.chain.setAutomine(false);
    try {
      Fees first = adapters.submitter().fees(local.dao, NOTHING);
      adapters.submitter().broadcast(local.dao, signed(first));
      Fees less = new Fees(first.most().subtract(BigInteger.ONE), first.tip());

      assertThat(adapters.submitter().broadcast(local.dao, signed(less)).answer())
          .isEqualTo(Answer.UNDERPRICED);
      assertThat(adapters.submitter().broadcast(local.dao, signed(first.raisedTo(first))))
          .isEqualTo(Broadcast.TAKEN);
    } finally {
      local.chain.setAutomine(true);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {499, 500, 1_000, 1_000_000_000_000L})
  void aTipAboveTheCapIsNotPaid(long tip) {
    nextBaseFee(2);
    asksForTip(tip);

    assertThat(failure().code()).isEqualTo(FailureCode.FEE_TOO_HIGH);
    assertThat(failure()).hasMessageContaining(tip + " gwei").hasMessageContaining("cap of 500");
  }

  @Test
  void aBaseFeeAboveTheCapIsNotPaid() {
    nextBaseFee(501);

    assertThat(failure().code()).isEqualTo(FailureCode.FEE_TOO_HIGH);
  }

  @Test
  void theWholeFeeNeverExceedsTheCap() {
    nextBaseFee(300);

    assertThat(adapters.submitter().fees(local.dao, NOTHING).most()).isEqualTo(gwei(500));
  }

  @Test
  void aDaoMayHaveACapOfItsOwn() {
    nextBaseFee(60);
    try (ChainAdapters frugal = capped(Map.of("demo", gwei(50)));
        ChainAdapters other = capped(Map.of("other", gwei(50)))) {
      PrytanyException tooHigh =
          catchThrowableOfType(
              PrytanyException.class, () -> frugal.submitter().fees(local.dao, NOTHING));

      assertThat(tooHigh.code()).isEqualTo(FailureCode.FEE_TOO_HIGH);
      assertThat(tooHigh).hasMessageContaining("cap of 50 gwei");
      assertThat(other.submitter().fees(local.dao, NOTHING).most()).isGreaterThan(gwei(120));
    }
  }

  /** Two endpoints, of which one lies. */
  private static ChainAdapters two(boolean first) {
    URI lying = URI.create(endpoint.url());
    URI honest = URI.create(local.chain.rpcUrl());
    return new ChainAdapters(
        new Endpoints(
            Map.of(local.chain.chainId(), first ? List.of(lying, honest) : List.of(honest, lying)),
            RpcOptions.DEFAULT,
            Pauses.REAL,
            Duration.ZERO),
        KnownFunctions.bundled(),
        TokenList.NONE);
  }

  private static Fees prepared(ChainAdapters adapters) {
    return adapters
        .submitter()
        .prepare(
            local.dao,
            new Address(key.getAddress()),
            new PlannedCall(LocalDao.PAYEE, BigInteger.ONE, "0x"))
        .fees();
  }

  private static void namesBaseFee(String base) {
    endpoint.lieAbout(
        "eth_getBlockByNumber",
        When.ALWAYS,
        (request, result) ->
            result instanceof ObjectNode block ? block.put("baseFeePerGas", base) : result);
  }

  /** Attack: one of two endpoints names a base fee that is no number, none, or one far above. */
  @ParameterizedTest
  @CsvSource(
      emptyValue = "",
      value = {
        "true, banana",
        "false, banana",
        "false, ''",
        "false, 0x",
        "true, -0x1",
        "false, 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "true,",
        "false,",
        "true, 0xffffffffffff",
        "false, 0xffffffffffff",
        "true, 0x73f2bfd400",
        "false, 0x73f2bfd400"
      })
  void aLieAboveOrNoNumberOfOneOfTwoMakesNothingDearer(boolean first, String base) {
    nextBaseFee(60);
    namesBaseFee(base);
    try (ChainAdapters two = two(first)) {
      Fees fees = two.submitter().fees(local.dao, NOTHING);

      assertThat(fees.most()).isEqualTo(gwei(120).add(fees.tip()));
      assertThat(prepared(two)).isEqualTo(fees);
    }
  }

  /** What may be honest, a few blocks on, is offered. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theHigherOfTwoThatAreBlocksApartCounts(boolean first) {
    nextBaseFee(60);
    namesBaseFee(Quantities.of(gwei(100)));
    try (ChainAdapters two = two(first)) {
      Fees fees = prepared(two);

      assertThat(fees.most()).isEqualTo(gwei(200).add(fees.tip()));
    }
  }

  /** Attack: one of two names too little. What is refused or waits is doubled until it is taken. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLieBelowOfOneOfTwoIsOutbidWhereItWaits(boolean first) {
    nextBaseFee(60);
    namesBaseFee("0x1");
    try (ChainAdapters two = two(first)) {
      Fees offered = prepared(two);
      List<Answer> answers = new ArrayList<>();
      while (!answers.contains(Answer.TAKEN) && answers.size() < 10) {
        offered = offered.raisedTo(two.submitter().fees(local.dao, offered));
        answers.add(adapters.submitter().broadcast(local.dao, signed(offered)).answer());
      }

      assertThat(answers).endsWith(Answer.TAKEN).hasSizeLessThan(8);
      assertThat(offered.most()).isLessThanOrEqualTo(gwei(120).add(offered.tip()));
    }
  }

  /** Attack: one of two asks for a tip that is nearly the cap, or above it. */
  @ParameterizedTest
  @CsvSource({"true, 499", "false, 499", "true, 1000", "false, 1000"})
  void aTipOfOneOfTwoMakesNothingDearerAndStopsNothing(boolean first, long tip) {
    nextBaseFee(60);
    asksForTip(tip);
    try (ChainAdapters two = two(first)) {
      assertThat(prepared(two).tip()).isLessThanOrEqualTo(gwei(2));
    }
  }

  @Test
  void anEndpointWithoutATipIsAskedForItsGasPrice() {
    nextBaseFee(2);
    BigInteger price = Quantities.number(local.chain.call("eth_gasPrice"));
    endpoint.lieAbout(
        "eth_maxPriorityFeePerGas", When.ALWAYS, (request, result) -> NullNode.getInstance());

    assertThat(adapters.submitter().fees(local.dao, NOTHING).tip())
        .isEqualTo(price.subtract(gwei(2)));
  }

  @Test
  void anAbsurdNumberOfTransactionsIsNotBelieved() {
    for (String count : new String[] {"0x7ffffffffffffffe", "0x100000000", "0x-1", "many", ""}) {
      endpoint.lieAbout(
          "eth_getTransactionCount", When.ALWAYS, (request, result) -> TextNode.valueOf(count));

      PrytanyException refused =
          catchThrowableOfType(
              PrytanyException.class,
              () ->
                  adapters.submitter().transactionCount(local.dao, new Address(key.getAddress())));

      assertThat(refused.code()).as(count).isEqualTo(FailureCode.CHAIN_ANSWER_INVALID);
    }
  }

  @Test
  void anAbsurdAmountOfGasIsNotSigned() {
    for (String gas : new String[] {"0x0", "0xffffffffffffffff", "0x-1", "0x"}) {
      endpoint.lieAbout("eth_estimateGas", When.ALWAYS, (request, result) -> TextNode.valueOf(gas));

      PrytanyException refused =
          catchThrowableOfType(
              PrytanyException.class, () -> signed(adapters.submitter().fees(local.dao, NOTHING)));

      assertThat(refused.code()).as(gas).isEqualTo(FailureCode.CHAIN_ANSWER_INVALID);
    }
  }

  @Test
  void theReceiptOfAnotherTransactionIsNotTakenForThisOne() {
    String first = signed(adapters.submitter().fees(local.dao, NOTHING));
    adapters.submitter().broadcast(local.dao, first);
    String hash = org.web3j.crypto.Hash.sha3(first);
    local.mined(hash);
    Optional<String> other = Optional.of("0x" + "ab".repeat(32));
    endpoint.lieAbout(
        "eth_getTransactionReceipt",
        When.ALWAYS,
        (request, result) -> local.chain.call("eth_getTransactionReceipt", hash));

    PrytanyException refused =
        catchThrowableOfType(
            PrytanyException.class,
            () -> adapters.submitter().receipt(local.dao, other.orElseThrow()));

    assertThat(refused.code()).isEqualTo(FailureCode.CHAIN_ANSWER_INVALID);
    assertThat(refused).hasMessageContaining("another transaction");
  }
}
