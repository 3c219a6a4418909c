package org.prytany.chain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.contracts.ContractArtifact;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.governance.comparison.ClaimCheck;
import org.prytany.governance.comparison.TextCheck;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.StateDifference;

/** Unknown calls on a real chain: what they write decides, and not what they say. */
class StateDifferenceTest extends OnLocalDao {
  private static final Address TOKEN = new Address("0x00000000000000000000000000000000000bad02");
  private static final Address OTHER = new Address("0x00000000000000000000000000000000000bad03");
  private static final Address PAYEE = LocalDao.PAYEE;
  private static final BigInteger FIVE = BigInteger.valueOf(5_000_000);
  private static final String TEXT =
      "We pay 5 HOST to " + PAYEE.hex() + ". The contract of HOST is " + TOKEN.hex() + ".";

  private static int proposals;

  @BeforeEach
  void deploy() {
    local.chain.setCode(TOKEN.hex(), ContractArtifact.load("HostileToken").deployedBytecode());
    local.chain.setBalance(TOKEN.hex(), BigInteger.TEN.pow(18));
    send(call("stock(address,uint256)", word(local.treasury()), word(FIVE.multiply(FIVE))));
  }

  private static void send(DemoAction action) {
    local.chain.call(
        "eth_sendTransaction",
        Map.of("from", local.chain.account(0), "to", action.target(), "data", action.calldata()));
  }

  private static String word(Address account) {
    return AbiBytes.word(account);
  }

  private static String word(BigInteger number) {
    return AbiBytes.word(number);
  }

  private static DemoAction call(String function, String... words) {
    return callOf(TOKEN, function, words);
  }

  private static DemoAction callOf(Address target, String function, String... words) {
    return local
        .demo
        .actions()
        .call(target.hex(), AbiBytes.selector(function) + String.join("", words));
  }

  private static EffectsReport report(ChainAdapters adapters, ProposalContent content) {
    List<DecodedAction> actions = adapters.decoder().decode(local.dao, content);
    SimulatedEffects effects = adapters.simulator().simulate(local.dao, content, actions);
    return new EffectsReport(content.contentHash(), actions, effects);
  }

  private static ProposalContent content(String text, DemoAction... actions) {
    return local.content(local.propose(text + "\n\nNumber " + "x".repeat(++proposals), actions));
  }

  private static List<Finding> findings(ChainAdapters adapters, ProposalContent content) {
    Verdict verdict =
        new TextCheck(ClaimCheck.standard())
            .compare(local.dao, content, report(adapters, content), List.of());
    return verdict.findings();
  }

  private static List<String> codes(String text, DemoAction... actions) {
    return findings(local.adapters, content(text, actions)).stream()
        .map(finding -> finding.severity() + " " + finding.code())
        .toList();
  }

  private static String why(String text, DemoAction... actions) {
    return findings(local.adapters, content(text, actions)).stream()
        .filter(finding -> finding.code().equals("UNEXPLAINED_CALL"))
        .map(Finding::text)
        .findFirst()
        .orElse("");
  }

  private static DemoAction pay(String function) {
    return call(function + "(address,uint256)", word(PAYEE), word(FIVE));
  }

  @Test
  void aCallThatWritesNothingButWhatItsEventsTellIsAmber() {
    assertThat(codes(TEXT, pay("honestlyPay")))
        .contains("AMBER CALL_CHANGES_EXPLAINED")
        .noneMatch(code -> code.startsWith("RED"));
  }

  @Test
  void aCallThatWritesNothingIsAmber() {
    assertThat(codes("We call " + TOKEN.hex() + ".", call("nothing()")))
        .contains("AMBER CALL_CHANGES_EXPLAINED")
        .noneMatch(code -> code.startsWith("RED"));
  }

  @Test
  void aWriteThatIsTakenBackExplainsItself() {
    assertThat(codes("We call " + TOKEN.hex() + ".", call("cancelled(address)", word(PAYEE))))
        .contains("AMBER CALL_CHANGES_EXPLAINED")
        .noneMatch(code -> code.startsWith("RED"));
  }

  @Test
  void whatTheTextDoesNotHaveStaysRed() {
    String other = TEXT.replace("5 HOST", "4 HOST");

    assertThat(codes(other, pay("honestlyPay")))
        .contains("RED UNEXPLAINED_CALL")
        .doesNotContain("AMBER CALL_CHANGES_EXPLAINED");
    assertThat(why(other, pay("honestlyPay"))).contains("the text does not have all of those");
  }

  @Test
  void aTransferThatUsesAnAllowanceUpIsExplained() {
    local.chain.impersonate(local.treasury().hex());
    local.chain.setBalance(local.treasury().hex(), BigInteger.TEN.pow(18));
    local.chain.call(
        "eth_sendTransaction",
        Map.of(
            "from",
            local.treasury().hex(),
            "to",
            TOKEN.hex(),
            "data",
            call("honestlyAllow(address,uint256)", word(TOKEN), word(FIVE.shiftLeft(1)))
                .calldata()));

    assertThat(codes(TEXT, pay("honestlyTake")))
        .contains("AMBER CALL_CHANGES_EXPLAINED")
        .noneMatch(code -> code.startsWith("RED"));
  }

  @Test
  void anAllowanceThatIsToldIsExplained() {
    String text = "Approve 5 HOST for " + PAYEE.hex() + ".";

    assertThat(codes(text, pay("honestlyAllow")))
        .contains("AMBER CALL_CHANGES_EXPLAINED")
        .doesNotContain("RED UNEXPLAINED_CALL");
  }

  @Test
  void whatKnownCallsOfTheSameProposalWriteIsTheirs() {
    // The governor keeps a history of quorums, which no effect explains; the known call makes it.
    // That call also needs the governor's queue of announced calls, which the simulation fills.
    assertThat(
            codes(
                TEXT + " The quorum becomes 12 %.",
                pay("honestlyPay"),
                local.demo.actions().setQuorumPercent(12)))
        .contains("AMBER CALL_CHANGES_EXPLAINED")
        .noneMatch(code -> code.startsWith("RED"));
    assertThat(
            why(
                TEXT + " The quorum becomes 12 %.",
                call("hide(address)", word(OTHER)),
                local.demo.actions().setQuorumPercent(12)))
        .contains("of " + TOKEN.hex() + ", 1 value is written.");
  }

  static Stream<Arguments> attacks() {
    String zero = "0".repeat(64);
    return Stream.of(
        Arguments.of(
            "false transfer event", pay("falselyPay"), "the text does not have all of those"),
        Arguments.of("false transfer and a right", pay("falselyPayAndHide"), "1 value is written"),
        Arguments.of("hidden mapping", call("hide(address)", word(OTHER)), "1 value is written"),
        Arguments.of(
            "pays somebody else as well",
            call("payMore(address,address,uint256)", word(PAYEE), word(OTHER), word(FIVE)),
            "1 value is written"),
        Arguments.of(
            "hidden fee",
            call("payWithHiddenFee(address,address,uint256)", word(PAYEE), word(OTHER), word(FIVE)),
            "1 value is written"),
        Arguments.of("allowance under another layout", pay("allowElsewhere"), "1 value is written"),
        Arguments.of(
            "allowance under another layout, told smaller",
            pay("allowElsewhereAndTellLess"),
            "1 value is written"),
        Arguments.of(
            "new code, silently", call("replace(address)", word(OTHER)), "1 value is written"),
        Arguments.of(
            "delegatecall that writes",
            call("lend(address,bytes)", word(OTHER), word(BigInteger.valueOf(64)), zero),
            "1 value is written"),
        Arguments.of("self-destruct", call("end(address)", word(OTHER)), "its coin changes"),
        Arguments.of(
            "an event for others",
            call("signal(bytes)", word(BigInteger.valueOf(32)), zero),
            "it emits an event"),
        Arguments.of("a contract is created", call("make()"), "it creates a contract"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void whatNobodyCanReadIsRed(String name, DemoAction action, String why) {
    local.chain.setCode(OTHER.hex(), "0x600160095500");

    assertThat(codes(TEXT, action))
        .contains("RED UNEXPLAINED_CALL")
        .doesNotContain("AMBER CALL_CHANGES_EXPLAINED");
    assertThat(why(TEXT, action)).contains(TOKEN.hex()).contains(why);
  }

  @Test
  void aFeeThatIsToldIsInTheTextOrRed() {
    DemoAction action =
        call("payWithFee(address,address,uint256)", word(PAYEE), word(OTHER), word(FIVE));

    assertThat(codes(TEXT, action)).contains("RED UNEXPLAINED_CALL");
  }

  @Test
  void callsRunInOneTransactionAsTheyAreExecuted() {
    DemoAction call = call("twice(address)", word(OTHER));

    assertThat(codes("We call " + TOKEN.hex() + ".", call))
        .contains("AMBER CALL_CHANGES_EXPLAINED");
    assertThat(why("We call it twice.", call, call)).contains("1 value is written");
  }

  @Test
  void theTreasuryIsStillItselfWhileItMakesTheCalls() {
    // It takes coin, and a call to itself changes its own delay.
    assertThat(
            codes(
                TEXT + " The timelock's minimum delay becomes 3 days.",
                call("sendCoin(address,uint256)", word(local.treasury()), word(BigInteger.TEN)),
                pay("honestlyPay"),
                local.demo.actions().setTimelockDelay(Duration.ofDays(3))))
        .contains("AMBER CALL_CHANGES_EXPLAINED")
        .noneMatch(code -> code.startsWith("RED"));
  }

  @Test
  void coinThatGoesToOthersIsInTheTextOrRed() {
    DemoAction action = call("sendCoin(address,uint256)", word(OTHER), word(BigInteger.TEN));

    assertThat(codes(TEXT, action)).contains("RED UNEXPLAINED_CALL");
  }

  @Test
  void aCallThatIsScheduledForLaterIsNeverExplained() {
    DemoAction nothing = call("nothing()");
    String data =
        AbiBytes.selector("schedule(address,uint256,bytes,bytes32,bytes32,uint256)")
            + word(TOKEN)
            + word(BigInteger.ZERO)
            + word(BigInteger.valueOf(192))
            + word(BigInteger.ZERO)
            + word(BigInteger.ONE)
            + word(BigInteger.valueOf(1_000_000))
            + word(BigInteger.valueOf(4))
            + nothing.calldata().substring(2)
            + "0".repeat(56);

    assertThat(codes("We call it.", local.demo.actions().call(local.treasury().hex(), data)))
        .contains("RED UNEXPLAINED_CALL")
        .doesNotContain("AMBER CALL_CHANGES_EXPLAINED");
  }

  @Test
  void anEndpointThatRunsSomethingElseHasToldNothing() throws IOException {
    ProposalContent content = content(TEXT, pay("honestlyPay"));
    // It leaves the state out that it was asked to put in.
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("method").asText().equals("debug_traceCall")
                        ? Optional.of(plain(request))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      assertThat(report(adapters, content).effects().difference().answer())
          .isEqualTo(StateDifference.Answer.NOT_TOLD);
    }
  }

  private static FaultyEndpoint.Answer plain(JsonNode request) {
    ((ObjectNode) request.path("params").path(2)).remove("stateOverrides");
    ObjectNode answer = request.deepCopy();
    answer.removeAll();
    answer.put("jsonrpc", "2.0").put("id", request.path("id").asLong());
    answer.set(
        "result",
        local.chain.call(
            "debug_traceCall",
            request.path("params").path(0),
            request.path("params").path(1),
            request.path("params").path(2)));
    return new FaultyEndpoint.Answer(200, answer.toString());
  }

  @Test
  void codeThatAsksWhoExecutesItIsRed() {
    // ORIGIN, and then nothing.
    local.chain.setCode(OTHER.hex(), "0x325000");

    assertThat(why("We call " + OTHER.hex() + ".", callOf(OTHER, "nothing()")))
        .contains("asks for who sends the transaction");
  }

  @Test
  void aCallThatFailsOnlyInOneTransactionFails() {
    // Fails in a transaction that the treasury did not begin.
    local.chain.setCode(OTHER.hex(), "0x323314600a576000" + "80fd5b00");

    SimulatedEffects effects =
        report(local.adapters, content("We call it.", callOf(OTHER, "nothing()"))).effects();

    assertThat(effects.succeeded()).isFalse();
    assertThat(effects.revertReason().orElseThrow()).contains("in one transaction");
  }

  @Test
  void anEndpointThatDoesNotTraceSaysSoAndTheCallStaysRed() throws IOException {
    ProposalContent content = content(TEXT, pay("honestlyPay"));
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("method").asText().equals("debug_traceCall")
                        ? Optional.of(FaultyEndpoint.error(request, -32601, "method not found"))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      assertThat(findings(adapters, content))
          .anySatisfy(
              finding -> {
                assertThat(finding.code()).isEqualTo("UNEXPLAINED_CALL");
                assertThat(finding.text()).contains("debug_traceCall").contains("does not have");
              });
    }
  }

  @Test
  void anAnswerThatMakesNoSenseTellsNothing() throws IOException {
    ProposalContent content = content(TEXT, pay("honestlyPay"));
    for (String result :
        List.of("{}", "[]", "{\"pre\":{},\"post\":{}}", "{\"pre\":{\"0x1\":{}},\"post\":{}}")) {
      try (FaultyEndpoint endpoint =
              new FaultyEndpoint(
                  local.chain.rpcUrl(),
                  request ->
                      request.path("method").asText().equals("debug_traceCall")
                          ? Optional.of(
                              new FaultyEndpoint.Answer(
                                  200,
                                  "{\"jsonrpc\":\"2.0\",\"id\":"
                                      + request.path("id").asLong()
                                      + ",\"result\":"
                                      + result
                                      + "}"))
                          : Optional.empty());
          ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
        SimulatedEffects effects = report(adapters, content).effects();
        assertThat(effects.difference().answer()).isEqualTo(StateDifference.Answer.NOT_TOLD);
        assertThat(effects.effects()).noneMatch(effect -> !effect.value().isEmpty());
      }
    }
  }

  @Test
  void theMarkIsAPartOfWhatIsHashed() throws IOException {
    ProposalContent content = content(TEXT, pay("honestlyPay"));
    SimulatedEffects told = report(local.adapters, content).effects();
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("method").asText().equals("debug_traceCall")
                        ? Optional.of(FaultyEndpoint.error(request, -32601, "method not found"))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      SimulatedEffects silent = report(adapters, content).effects();

      assertThat(told.effectsHash()).isNotEqualTo(silent.effectsHash());
      assertThat(told.effects())
          .filteredOn(effect -> effect.kind() == Effect.Kind.UNKNOWN_CALL)
          .extracting(Effect::value)
          .containsExactly(StateDifference.EXPLAINED);
    }
  }
}
