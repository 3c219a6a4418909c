package org.prytany.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * One DAO's endpoint. No exception carries the endpoint's address: causes are dropped, because
 * their messages name hosts, and what the endpoint says is cleaned of it.
 */
public final class JsonRpc {
  private static final Question HEAD = Question.of("eth_getBlockByNumber", "latest", false);

  /** Endpoints that are honest agree after it. */
  private static final Duration MOMENT = Duration.ofMillis(500);

  /** "0x" and 64 digits. */
  private static final int LONGEST_HASH = 66;

  private final String daoId;
  private final Routes routes;

  JsonRpc(String daoId, Routes routes) {
    this.daoId = daoId;
    this.routes = routes;
  }

  public String daoId() {
    return daoId;
  }

  /**
   * Asks, again and elsewhere where no answer comes: only what an endpoint says is an answer.
   *
   * @return the result; a null node when there is none
   * @throws RpcErrorException if the endpoint answers with an error
   * @throws EndpointSlowException if it took too long or refused the size of the answer
   * @throws PrytanyException CHAIN_UNAVAILABLE if it does not answer, WRONG_CHAIN if it serves
   *     another chain
   */
  public JsonNode ask(String method, Object... parameters) {
    Question question = Question.of(method, parameters);
    if (routes.size() > 1 && Agreement.isNeeded(question)) {
      return agreed(question).orThrow();
    }
    return together(List.of(question)).getFirst().orThrow();
  }

  /** Numbers of the endpoints that do not rest, in the operator's order; of all where all do. */
  public List<Integer> awake() {
    return routes.awake();
  }

  /** Nanoseconds since some moment, by the clock of pauses and rests. */
  public long nanos() {
    return routes.nanos();
  }

  /**
   * One endpoint's answers, as in {@link #together}; empty where it gives none and another one may.
   *
   * @throws EndpointSlowException if it took too long or refused the size of the answer
   * @throws PrytanyException as {@link #ask}, where there is no other one
   */
  public Optional<List<Told>> at(int endpoint, List<Question> questions) {
    if (routes.size() == 1) {
      return Optional.of(any(questions));
    }
    try {
      return Optional.of(routes.askAt(endpoint, questions));
    } catch (Routes.FailedException e) {
      if (failure(e) instanceof EndpointSlowException slow) {
        throw slow;
      }
      return Optional.empty();
    }
  }

  /**
   * The answers of whichever endpoint gives them.
   *
   * @throws PrytanyException as {@link #ask}
   */
  public List<Told> any(List<Question> questions) {
    try {
      return routes.ask(questions);
    } catch (Routes.FailedException e) {
      throw failure(e);
    }
  }

  /** How many questions the endpoints take in one request, as far as that was seen; at least 1. */
  public int bears() {
    return routes.bears();
  }

  private List<Told> agreed(List<Question> questions, List<Routes.From> answers) {
    List<Told> agreed = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      List<Routes.From> its = toOne(i, answers);
      agreed.add(
          Agreement.isNeeded(question) && !Agreement.isHead(question)
              ? one(question, its).orElseGet(() -> agreed(question))
              : its.getFirst().told().getFirst());
    }
    return agreed;
  }

  /**
   * What all endpoints tell alike, for each question by itself; empty where they differ. That is
   * held against none of them: what is asked is a stranger's contract, which may see who asks.
   *
   * @throws PrytanyException as {@link #ask}
   */
  public List<Optional<Told>> alike(List<Question> questions) {
    List<Routes.From> answers = from(questions);
    List<Optional<Told>> alike = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      alike.add(one(questions.get(i), toOne(i, answers)));
    }
    return alike;
  }

  /** The answers to one of the questions. */
  private static List<Routes.From> toOne(int place, List<Routes.From> answers) {
    return answers.stream()
        .map(from -> new Routes.From(from.number(), List.of(from.told().get(place))))
        .toList();
  }

  private List<Routes.From> from(List<Question> questions) {
    try {
      return routes.askEach(questions);
    } catch (Routes.FailedException e) {
      throw failure(e);
    }
  }

  /** The one answer of all endpoints, each at the same block. */
  private Told agreed(Question question) {
    if (Agreement.isHead(question)) {
      return lowest(question);
    }
    List<Routes.From> answers = from(List.of(question));
    for (int again = 0; again < 2; again++) {
      Optional<Told> one = one(question, answers);
      if (one.isPresent()) {
        return one.get();
      }
      // Endpoints are blocks apart, and what is newest may have changed in between.
      routes.pause(MOMENT);
      String block = lowest(HEAD).result().path("number").asText();
      answers = from(List.of(Agreement.at(question, block).orElse(question)));
    }
    return one(question, answers)
        .orElseThrow(
            () -> {
              String what = "they contradict each other in " + question.method();
              routes.doubt(what);
              return differ("contradict each other in what " + question.method() + " tells");
            });
  }

  /** Empty where two tell different things. */
  private static Optional<Told> one(Question question, List<Routes.From> answers) {
    List<Told> told =
        answers.stream()
            .map(from -> from.told().getFirst())
            .filter(its -> Agreement.isTold(question, its))
            .toList();
    if (told.isEmpty()) {
      return Optional.of(answers.getFirst().told().getFirst());
    }
    return told.stream().allMatch(its -> Agreement.isSame(question, told.getFirst(), its))
        ? Optional.of(Agreement.one(question, told))
        : Optional.empty();
  }

  /** The head that all have come to, except those that stand or stay behind. */
  private Told lowest(Question head) {
    TreeMap<Long, Told> going = new TreeMap<>();
    TreeMap<Long, Told> left = new TreeMap<>();
    List<String> who = new ArrayList<>();
    for (Routes.From from : from(List.of(head))) {
      Told told = from.told().getFirst();
      if (!Agreement.isTold(head, told)) {
        continue;
      }
      try {
        long number = Quantities.integer(told.result().path("number"));
        String hash = told.result().path("hash").asText("");
        if (hash.length() > LONGEST_HASH) {
          throw invalid("a block without a hash.");
        }
        Heads.Pace pace = routes.head(from.number(), number, hash);
        boolean goesOn = pace == Heads.Pace.GOES_ON;
        (goesOn ? going : left).putIfAbsent(number, told);
        if (!goesOn) {
          who.add("endpoint " + from.number() + " " + pace.words() + ", and is not waited for");
        }
      } catch (ArithmeticException | NumberFormatException e) {
        throw invalid("a block without number or time.");
      }
    }
    if (!going.isEmpty() && !left.isEmpty() && going.lastKey() > left.firstKey()) {
      who.forEach(routes::doubt);
      return going.firstEntry().getValue();
    }
    left.putAll(going);
    if (left.isEmpty()) {
      throw invalid("it knows no latest block.");
    }
    return left.firstEntry().getValue();
  }

  /** Endpoints that cannot all be right. */
  public PrytanyException differ(String how) {
    return new PrytanyException(
        FailureCode.CHAIN_ANSWER_INVALID,
        "The RPC endpoints of DAO '"
            + daoId
            + "' "
            + how
            + ", so nothing is decided on that: find out which one is right, and take the other one"
            + " out of rpc-url.");
  }

  /** Remembers, for whoever looks after the server, what the endpoints differ in. */
  public void doubt(String what) {
    routes.doubt(what);
  }

  /** What the chain's endpoints were seen to differ in within the last minutes. */
  public List<String> doubts() {
    return routes.doubts();
  }

  /**
   * Asks several questions at once: in one request where the endpoint takes that, and of one
   * endpoint in any case.
   *
   * @return an answer for each, in order
   * @throws PrytanyException as {@link #ask}
   */
  public List<Told> together(List<Question> questions) {
    return several(questions).one();
  }

  /**
   * What came of several questions.
   *
   * @param one an answer for each, in order, as {@link #together} gives them
   * @param each the same of every endpoint that was asked and answered
   */
  public record Several(List<Told> one, List<List<Told>> each) {

    public Several {
      one = List.copyOf(one);
      each = each.stream().map(List::copyOf).toList();
    }
  }

  /** As {@link #together}, with what each endpoint said: heads, for instance, may differ. */
  public Several several(List<Question> questions) {
    if (routes.size() == 1 || questions.stream().noneMatch(Agreement::isNeeded)) {
      List<Told> told = any(questions);
      return new Several(told, List.of(told));
    }
    List<Routes.From> answers = from(questions);
    return new Several(
        agreed(questions, answers), answers.stream().map(Routes.From::told).toList());
  }

  /**
   * Asks every endpoint for its chain's id, now.
   *
   * @throws PrytanyException WRONG_CHAIN if one of them serves another, CHAIN_UNAVAILABLE if none
   *     answers
   */
  public void verify() {
    try {
      routes.verify();
    } catch (Routes.FailedException e) {
      throw failure(e);
    }
  }

  /**
   * Asks where an error of the endpoint means that it is of no use now.
   *
   * @throws PrytanyException CHAIN_UNAVAILABLE
   */
  public JsonNode require(String method, Object... parameters) {
    try {
      return ask(method, parameters);
    } catch (RpcErrorException e) {
      throw unavailable(e);
    }
  }

  /** An RPC error as the port's exception. */
  public PrytanyException unavailable(RpcErrorException error) {
    return new PrytanyException(
        FailureCode.CHAIN_UNAVAILABLE,
        "The RPC endpoint of DAO '" + daoId + "' refuses to answer: " + error.said());
  }

  /** An endpoint that is not as far as is needed. */
  public PrytanyException behind(String how) {
    return new PrytanyException(
        FailureCode.CHAIN_UNAVAILABLE,
        "The RPC endpoint of DAO '" + daoId + "' " + how + ". It is asked again.");
  }

  /** An answer that is not what the method should answer. */
  public PrytanyException invalid(String what) {
    return new PrytanyException(
        FailureCode.CHAIN_ANSWER_INVALID,
        "The RPC endpoint of DAO '" + daoId + "' gave an answer that makes no sense: " + what);
  }

  /**
   * eth_call at a block.
   *
   * @param from caller
   * @param block block tag or "0x"-hex number
   * @return the returned bytes as "0x"-hex
   * @throws RpcErrorException if the call reverts or the endpoint refuses
   */
  public String call(String from, String to, String data, String block) {
    return ask("eth_call", Map.of("from", from, "to", to, "data", data), block).asText("0x");
  }

  private PrytanyException failure(Routes.FailedException failed) {
    RouteException why = failed.why();
    String who = who(failed.number());
    return switch (why.kind()) {
      case WRONG_CHAIN ->
          new PrytanyException(
              FailureCode.WRONG_CHAIN,
              who
                  + " serves chain "
                  + why.words()
                  + ", but the DAO is configured for chain "
                  + routes.chainId()
                  + ". Correct chain-id or the RPC address.");
      case SLOW, TOO_LARGE -> new EndpointSlowException(who + " " + why.words() + ".");
      case GARBLED ->
          new PrytanyException(FailureCode.CHAIN_ANSWER_INVALID, who + " " + why.words() + ".");
      case THROTTLED, OUR_LIMIT, DOWN, REFUSED ->
          new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, who + " " + why.words() + ".");
    };
  }

  /** An endpoint is named by its place in the operator's list, never by its address. */
  private String who(int number) {
    return "The RPC endpoint of DAO '"
        + daoId
        + "'"
        + (routes.size() > 1 ? " (number " + number + " of " + routes.size() + ")" : "");
  }
}
