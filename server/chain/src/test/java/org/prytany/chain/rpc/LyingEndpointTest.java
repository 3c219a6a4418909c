package org.prytany.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.LocalDao;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.LyingEndpoint;
import org.prytany.contracts.localchain.LyingEndpoint.When;
import org.prytany.contracts.localchain.VoteType;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds.Answer;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;

/**
 * Every kind of answer that anything here asks for, changed in every way, once, always and by
 * turns. Whatever comes of it has a name, and what must not depend on the endpoint does not.
 *
 * <p>With the system property {@code prytany.lies} set to {@code all}, each lie is told in each of
 * the three ways to each question; without it, in one of them, and where another question was told
 * all lies about the same kind of answer, every fourth, another one each time.
 */
class LyingEndpointTest {
  private static final boolean ALL = "all".equals(System.getProperty("prytany.lies"));
  private static final int TOLD_ELSEWHERE = 4;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final BigInteger CAP = RpcOptions.DEFAULT.feeCap();

  /** What is asked of an adapter, and what must hold of the result whatever the endpoint says. */
  private record Question(
      String name, Function<ChainAdapters, Object> ask, Consumer<Object> invariant) {}

  private record Lie(String name, UnaryOperator<JsonNode> tell) {}

  private static LocalDao local;
  private static LyingEndpoint endpoint;
  private static Address voter;
  private static ProposalContent active;
  private static ProposalContent executed;
  private static ProposalContent unknown;
  private static String execution;
  private static String raw;
  private static SimulatedEffects simulated;

  @BeforeAll
  static void prepare() {
    local = new LocalDao();
    endpoint = new LyingEndpoint(local.chain.rpcUrl());
    voter = new Address(local.chain.account(1));
    DemoProposal paid =
        local.propose(
            "# Paid",
            local.demo.actions().payStablecoin(LocalDao.PAYEE.hex(), BigInteger.TEN),
            local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.TEN));
    executed = local.content(paid);
    simulated = local.report(executed).effects();
    local.pass(paid);
    execution = local.demo.execute(local.chain.account(5), paid).getTransactionHash();
    DemoProposal open =
        local.propose(
            "# Open", local.demo.actions().payStablecoin(LocalDao.PAYEE.hex(), BigInteger.ONE));
    active = local.content(open);
    // The vault is called by a function that nobody knows, so that a trace is asked for.
    unknown =
        local.content(
            local.propose(
                "# Unknown",
                local.demo.actions().setVaultWithdrawalLimit(BigInteger.ONE),
                local.demo.actions().payStablecoin(LocalDao.PAYEE.hex(), BigInteger.ONE)));
    local.demo.warpToVoting(open);
    local.demo.vote(local.chain.account(2), open, VoteType.FOR);
    TransactionSubmitter submitter = local.adapters.submitter();
    TransactionTerms terms = submitter.prepare(local.dao, voter, vote());
    raw =
        local.sign(
            terms, submitter.transactionCount(local.dao, voter), local.chain.accounts().get(1));
    submitter.broadcast(local.dao, raw);
    local.mined(org.web3j.crypto.Hash.sha3(raw));
  }

  @AfterAll
  static void end() {
    endpoint.close();
    local.close();
  }

  private static PlannedCall vote() {
    return local.adapters.calls().vote(local.dao, active, 1, "yes");
  }

  private static PlannedCall coin() {
    return new PlannedCall(LocalDao.PAYEE, BigInteger.TWO, "0x");
  }

  /** The content of one proposal under the id of another one. */
  private static ProposalContent foreign() {
    return new ProposalContent(
        new ProposalKey(active.key().chainId(), local.dao.governor(), executed.key().proposalId()),
        active.proposer(),
        active.targets(),
        active.valuesWei(),
        active.calldatas(),
        active.descriptionHex(),
        active.descriptionHash(),
        active.voteStart(),
        active.voteEnd(),
        active.transactionHash(),
        active.block(),
        active.blockHash());
  }

  private static final TransactionTerms.Fees NOTHING =
      new TransactionTerms.Fees(BigInteger.ZERO, BigInteger.ZERO);

  private static List<Question> questions() {
    String hash = org.web3j.crypto.Hash.sha3(raw);
    return List.of(
        ask("submitter.transactionCount", a -> a.submitter().transactionCount(local.dao, voter))
            .holds(count -> assertThat((Long) count).isBetween(0L, 1L << 32)),
        ask("submitter.prepare", a -> a.submitter().prepare(local.dao, voter, coin()))
            .holds(LyingEndpointTest::soundTerms),
        ask("submitter.fees", a -> a.submitter().fees(local.dao, NOTHING))
            .holds(fees -> soundFees((TransactionTerms.Fees) fees)),
        ask("submitter.broadcast", a -> a.submitter().broadcast(local.dao, raw)).holds(any -> {}),
        ask("submitter.receipt", a -> a.submitter().receipt(local.dao, hash)).holds(any -> {}),
        ask("reader.view", a -> a.reader().view(local.dao, active)).holds(any -> {}),
        ask("reader.supports", a -> a.reader().supports(local.dao))
            .holds(all -> assertThat((Map<?, ?>) all).hasSize(3)),
        ask("reader.votingPower", a -> a.reader().votingPower(local.dao, voter, active.voteStart()))
            .holds(power -> assertThat(((BigInteger) power).signum()).isNotNegative()),
        ask("reader.voteOf", a -> a.reader().voteOf(local.dao, active, voter)).holds(any -> {}),
        ask("reader.lifecycle", a -> a.reader().lifecycle(local.dao, executed)).holds(any -> {}),
        ask("reader.balance", a -> a.reader().balance(local.dao, java.util.Optional.empty(), voter))
            .holds(any -> {}),
        ask("logs.verify", LyingEndpointTest::verified).holds(any -> {}),
        ask("logs.head", a -> a.logs().head(local.dao)).holds(any -> {}),
        ask("logs.proposals", a -> a.logs().proposals(local.dao, 0, local.head()))
            .holds(LyingEndpointTest::ofThisGovernor),
        ask("ids.check honest", a -> a.ids().check(local.dao, active))
            .holds(answer -> assertThat(answer).isInstanceOf(Answer.Belongs.class)),
        ask("ids.check foreign", a -> a.ids().check(local.dao, foreign()))
            .holds(answer -> assertThat(answer).isInstanceOf(Answer.Differs.class)),
        ask("decoder.decode", a -> a.decoder().decode(local.dao, executed)).holds(any -> {}),
        ask(
                "simulator.simulate",
                a ->
                    a.simulator()
                        .simulate(local.dao, active, a.decoder().decode(local.dao, active)))
            .holds(any -> {}),
        ask(
                "simulator.simulate unknown",
                a ->
                    a.simulator()
                        .simulate(local.dao, unknown, a.decoder().decode(local.dao, unknown)))
            .holds(any -> {}),
        ask("receipts.read", a -> a.receipts().read(local.dao, executed, simulated, execution))
            .holds(
                receipt ->
                    assertThat(((ExecutionReceipt) receipt).transactionHash())
                        .isEqualTo(execution)));
  }

  private record Asked(String name, Function<ChainAdapters, Object> ask) {
    Question holds(Consumer<Object> invariant) {
      return new Question(name, ask, invariant);
    }
  }

  private static Asked ask(String name, Function<ChainAdapters, Object> ask) {
    return new Asked(name, ask);
  }

  private static Object verified(ChainAdapters adapters) {
    adapters.logs().verify(local.dao);
    return "";
  }

  private static void ofThisGovernor(Object proposals) {
    assertThat((List<?>) proposals)
        .allSatisfy(
            content ->
                assertThat(((ProposalContent) content).key().governor())
                    .isEqualTo(local.dao.governor()));
  }

  private static void soundTerms(Object prepared) {
    TransactionTerms terms = (TransactionTerms) prepared;
    assertThat(terms.chainId()).isEqualTo(local.chain.chainId());
    assertThat(terms.from()).isEqualTo(voter);
    assertThat(terms.to()).isEqualTo(LocalDao.PAYEE);
    assertThat(terms.valueWei()).isEqualTo(BigInteger.TWO);
    assertThat(terms.data()).isEqualTo("0x");
    assertThat(terms.gasLimit()).isBetween(BigInteger.ONE, BigInteger.TWO.pow(53));
    soundFees(terms.fees());
  }

  private static void soundFees(TransactionTerms.Fees fees) {
    assertThat(fees.most()).isBetween(BigInteger.ONE, CAP);
    assertThat(fees.tip()).isBetween(BigInteger.ZERO, fees.most());
  }

  private static List<Lie> lies() {
    List<Lie> lies = new ArrayList<>();
    Map<String, JsonNode> values = new LinkedHashMap<>();
    values.put("null", NullNode.getInstance());
    values.put("nothing", TextNode.valueOf("0x"));
    values.put("an empty text", TextNode.valueOf(""));
    values.put("zero", TextNode.valueOf("0x0"));
    values.put("one", TextNode.valueOf("0x1"));
    values.put("less than nothing", TextNode.valueOf("0x-1"));
    values.put("2^63", TextNode.valueOf("0x8000000000000000"));
    values.put("2^256 - 1", TextNode.valueOf("0x" + "f".repeat(64)));
    values.put("a number without end", TextNode.valueOf("0x" + "f".repeat(5_000)));
    values.put("a plain number", IntNode.valueOf(7));
    values.put("true", BooleanNode.TRUE);
    values.put("words", TextNode.valueOf("it \u202e is fine"));
    values.put("half a byte", TextNode.valueOf("0x123"));
    values.put("an empty list", JSON.arrayNode());
    values.put("a list", JSON.arrayNode().add("0x1").add(JSON.objectNode()));
    values.put("an empty object", JSON.objectNode());
    values.forEach((name, value) -> lies.add(new Lie(name, truth -> value)));
    values.forEach(
        (name, value) -> {
          // Fields are many: a few values for each of them.
          if (Set.of("null", "2^256 - 1", "words", "zero", "a list").contains(name)) {
            lies.add(new Lie("every field in turn " + name, truth -> truth));
          }
        });
    lies.add(new Lie("cut short", truth -> text(truth, t -> t.substring(0, t.length() / 2))));
    lies.add(new Lie("longer", truth -> text(truth, t -> t + "00".repeat(64))));
    lies.add(new Lie("another digit", LyingEndpointTest::otherDigit));
    return lies;
  }

  private static JsonNode text(JsonNode truth, UnaryOperator<String> change) {
    return truth.isTextual() ? TextNode.valueOf(change.apply(truth.asText())) : truth;
  }

  private static JsonNode otherDigit(JsonNode truth) {
    return text(
        truth,
        t -> {
          int at = t.length() - 1;
          return at < 2 ? t : t.substring(0, at) + (t.charAt(at) == '1' ? '2' : '1');
        });
  }

  /** The fields of an answer, and those of the first of a list, as paths to them. */
  private static List<List<String>> fields(JsonNode truth) {
    List<List<String>> paths = new ArrayList<>();
    JsonNode object = truth.isArray() ? truth.path(0) : truth;
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              paths.add(List.of(field));
              JsonNode inner = object.path(field);
              JsonNode deeper = inner.isArray() ? inner.path(0) : inner;
              deeper.fieldNames().forEachRemaining(deep -> paths.add(List.of(field, deep)));
            });
    return paths;
  }

  private static JsonNode withField(JsonNode truth, List<String> path, JsonNode value) {
    JsonNode at = truth.isArray() ? truth.path(0) : truth;
    for (String step : path.subList(0, path.size() - 1)) {
      at = at.path(step);
      at = at.isArray() ? at.path(0) : at;
    }
    if (at instanceof ObjectNode object) {
      object.set(path.getLast(), value);
    }
    return truth;
  }

  /** What kind of question a request is: its method, and the function that is called. */
  private static String kind(JsonNode request) {
    String method = request.path("method").asText();
    JsonNode call = request.path("params").path(0);
    return method.equals("eth_call")
        ? method
            + " "
            + call.path("to").asText()
            + " "
            + call.path("data")
                .asText()
                .substring(0, Math.min(10, call.path("data").asText().length()))
        : method;
  }

  private int runs;
  private int refused;
  private final Map<FailureCode, Integer> byCode = new LinkedHashMap<>();
  private final Set<String> wrong = new LinkedHashSet<>();

  @Test
  void whateverAnEndpointSaysEndsInAResultOrInANamedRefusal() {
    long begun = System.nanoTime();
    int kinds = 0;
    int turn = 0;
    Map<String, Integer> askedBefore = new HashMap<>();
    for (Question question : questions()) {
      Map<String, JsonNode> truths = truths(question);
      kinds += truths.size();
      for (Map.Entry<String, JsonNode> asked : truths.entrySet()) {
        int before = askedBefore.merge(asked.getKey(), 1, Integer::sum) - 1;
        List<Lie> lies = all(asked.getValue());
        for (int i = 0; i < lies.size(); i++) {
          if (!ALL && before > 0 && (i + before) % TOLD_ELSEWHERE != 0) {
            continue;
          }
          Lie lie = lies.get(i);
          List<When> times =
              ALL ? List.of(When.values()) : List.of(When.values()[turn++ % When.values().length]);
          times.forEach(when -> tell(question, asked.getKey(), lie, when));
        }
      }
    }
    endpoint.repent();
    System.out.printf(
        "lying endpoint: %d questions, %d kinds of answers, %d runs, %d refused by name %s, %d wrong,"
            + " %d s%n",
        questions().size(),
        kinds,
        runs,
        refused,
        byCode,
        wrong.size(),
        (System.nanoTime() - begun) / 1_000_000_000L);
    assertThat(wrong).isEmpty();
    assertThat(runs).isGreaterThan(1_000);
  }

  /** One answer for each kind of question that is asked, as the node gives it. */
  private static Map<String, JsonNode> truths(Question question) {
    Map<String, JsonNode> truths = new LinkedHashMap<>();
    endpoint.lieAbout(
        request -> true,
        When.ALWAYS,
        (request, result) -> {
          synchronized (truths) {
            truths.putIfAbsent(kind(request), result.deepCopy());
          }
          return result;
        });
    try (ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      question.invariant().accept(question.ask().apply(adapters));
    }
    return truths;
  }

  private static List<Lie> all(JsonNode truth) {
    List<Lie> all = new ArrayList<>();
    Map<String, JsonNode> small = new LinkedHashMap<>();
    small.put("missing", JSON.missingNode());
    small.put("zero", TextNode.valueOf("0x0"));
    small.put("2^256 - 1", TextNode.valueOf("0x" + "f".repeat(64)));
    small.put("words", TextNode.valueOf("words"));
    small.put("an object", JSON.objectNode());
    for (Lie lie : lies()) {
      if (!lie.name().startsWith("every field")) {
        all.add(lie);
      }
    }
    for (List<String> path : fields(truth)) {
      small.forEach(
          (name, value) ->
              all.add(
                  new Lie(
                      path + " " + name,
                      was ->
                          withField(
                              was.deepCopy(),
                              path,
                              value.isMissingNode() ? NullNode.getInstance() : value))));
    }
    if (truth instanceof ArrayNode) {
      all.add(
          new Lie(
              "twice", was -> JSON.arrayNode().addAll((ArrayNode) was).addAll((ArrayNode) was)));
    }
    return all;
  }

  private void tell(Question question, String kind, Lie lie, When when) {
    runs++;
    endpoint.lieAbout(
        request -> kind(request).equals(kind), when, (request, result) -> lie.tell().apply(result));
    String what = question.name() + ": " + kind + " said " + lie.name() + ", " + when;
    try (ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      // Twice: what was remembered of a lie, or learned after it, counts too.
      for (int i = 0; i < 2; i++) {
        try {
          question.invariant().accept(question.ask().apply(adapters));
        } catch (PrytanyException e) {
          refused++;
          byCode.merge(e.code(), 1, Integer::sum);
          if (e.getMessage() == null || e.getMessage().contains(endpoint.url())) {
            wrong.add(what + ": says " + e.getMessage());
          }
        }
      }
    } catch (RuntimeException | AssertionError e) {
      wrong.add(
          what + ": " + e + " at " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : ""));
    }
    if (wrong.size() > 100) {
      fail("more than a hundred are wrong: " + String.join("\n", wrong));
    }
  }
}
