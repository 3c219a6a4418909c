package org.prytany.chain.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.prytany.chain.rpc.RouteException.Kind;

/**
 * One address at which a chain is asked: its connection, its budget of requests, its rest after a
 * failure, and the chain that it was last seen to serve.
 */
final class Route {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType TYPE = MediaType.get("application/json");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final long TRUSTED_FOR_NANOS = Duration.ofSeconds(30).toNanos();
  private static final Duration LONGEST_QUEUE = Duration.ofSeconds(10);

  private final OkHttpClient http;
  private final Redaction redaction;
  private final Pauses pauses;
  private final Budget budget;
  private final Rest rest;
  private final URI address;
  private final AtomicLong ids = new AtomicLong();
  private final BatchSize bears = new BatchSize();
  private volatile long chainSeenAt;
  private volatile boolean chainSeen;

  Route(URI url, OkHttpClient http, Pauses pauses, Duration longestRest) {
    this.http = http;
    this.pauses = pauses;
    this.address = url;
    this.redaction = new Redaction(url);
    this.budget = new Budget(pauses.nanos());
    this.rest = new Rest(longestRest, ThreadLocalRandom.current(), pauses.nanos());
  }

  Rest rest() {
    return rest;
  }

  /** How many questions it takes in one request, as far as that was seen. */
  int bears() {
    return bears.most();
  }

  /**
   * Asks, in as few requests as the address bears: as many questions in each as it takes.
   *
   * @return an answer for each question, in order
   */
  List<Told> ask(List<Question> questions) throws RouteException {
    List<Told> answers = exchange(questions);
    rest.worked();
    return answers;
  }

  private List<Told> exchange(List<Question> questions) throws RouteException {
    try {
      return together(questions);
    } catch (RouteException e) {
      if (e.kind() == Kind.OUR_LIMIT) {
        // It says nothing about the address.
        throw e;
      }
      long now = pauses.nanos();
      rest.failed(e, now);
      if (e.kind() == Kind.THROTTLED) {
        budget.throttled(now);
        bears.throttled(questions.size());
      }
      // Whoever answers next at this address may be somebody else.
      chainSeen &= e.kind() == Kind.THROTTLED || e.kind() == Kind.TOO_LARGE;
      throw e;
    }
  }

  /** Makes sure that the chain is the right one, if that was not seen a moment ago. */
  void verify(long chainId, boolean anew) throws RouteException {
    if (!anew && chainSeen && pauses.nanos() - chainSeenAt < TRUSTED_FOR_NANOS) {
      return;
    }
    chainSeen = false;
    BigInteger answered = chain();
    if (!answered.equals(BigInteger.valueOf(chainId))) {
      RouteException wrong = new RouteException(Kind.WRONG_CHAIN, answered.toString());
      rest.failed(wrong, pauses.nanos());
      throw wrong;
    }
    chainSeenAt = pauses.nanos();
    chainSeen = true;
  }

  /** The chain that it says it serves. */
  BigInteger chain() throws RouteException {
    Told told = exchange(List.of(Question.of("eth_chainId"))).getFirst();
    if (told.error().isPresent()) {
      throw new RouteException(Kind.REFUSED, "refuses to answer: " + told.error().get().said());
    }
    try {
      return Quantities.number(told.result());
    } catch (NumberFormatException e) {
      throw new RouteException(
          Kind.GARBLED, "gave an answer that makes no sense: eth_chainId is no number");
    }
  }

  private List<Told> together(List<Question> questions) throws RouteException {
    int most = bears.most();
    if (questions.size() == 1 || most == 1) {
      return single(questions);
    }
    if (questions.size() > most) {
      List<Told> told = new ArrayList<>(together(questions.subList(0, most)));
      told.addAll(together(questions.subList(most, questions.size())));
      return told;
    }
    try {
      Optional<List<Told>> told = batch(questions);
      if (told.isPresent()) {
        bears.answered(questions.size());
        return told.get();
      }
    } catch (RouteException e) {
      if (!e.mayBeOfSize() || questions.size() <= BatchSize.BORNE) {
        throw e;
      }
    }
    bears.refused(questions.size());
    return together(questions);
  }

  private List<Told> single(List<Question> questions) throws RouteException {
    List<Told> answers = new ArrayList<>();
    for (Question question : questions) {
      JsonNode answer = post(request(question), question.method());
      if (!answer.isObject()) {
        throw garbled(question.method());
      }
      answers.add(Reply.told(answer, redaction));
    }
    return answers;
  }

  /** Empty where the address does not know batches, or none as large, and says so in its words. */
  private Optional<List<Told>> batch(List<Question> questions) throws RouteException {
    ArrayNode requests = JSON.createArrayNode();
    Map<Long, Integer> places = new HashMap<>();
    for (Question question : questions) {
      ObjectNode request = request(question);
      places.put(request.path("id").asLong(), requests.size());
      requests.add(request);
    }
    String method = questions.getFirst().method();
    JsonNode answer = post(requests, method);
    if (!answer.isArray()) {
      return Optional.empty();
    }
    Told[] answers = new Told[questions.size()];
    for (JsonNode part : answer) {
      Integer place = places.get(part.path("id").asLong());
      if (place != null) {
        answers[place] = Reply.told(part, redaction);
      }
    }
    for (Told told : answers) {
      if (told == null) {
        throw garbled(method);
      }
    }
    return Optional.of(List.of(answers));
  }

  private ObjectNode request(Question question) {
    ObjectNode request =
        JSON.createObjectNode().put("jsonrpc", "2.0").put("method", question.method());
    request.set("params", JSON.valueToTree(question.parameters()));
    return request.put("id", ids.getAndIncrement());
  }

  private static RouteException garbled(String method) {
    return new RouteException(
        Kind.GARBLED, "answers " + method + " with something that is no JSON-RPC");
  }

  private JsonNode post(JsonNode body, String method) throws RouteException {
    Duration wait = budget.take(pauses.nanos());
    if (wait.compareTo(LONGEST_QUEUE) > 0) {
      budget.giveBack();
      throw new RouteException(Kind.OUR_LIMIT, "bears no more requests now");
    }
    if (!wait.isZero()) {
      pauses.pause(wait);
    }
    try (Response response = http.newCall(http(body)).execute()) {
      ResponseBody content = response.body();
      byte[] bytes = content == null ? new byte[0] : content.bytes();
      if (response.isSuccessful()) {
        return JSON.readTree(bytes);
      }
      return refused(response, bytes, method);
    } catch (AnswerLimit.ExceededException e) {
      throw new RouteException(Kind.TOO_LARGE, "gives an answer that is too large");
    } catch (InterruptedIOException e) {
      throw new RouteException(Kind.SLOW, "took too long to answer");
    } catch (JsonProcessingException e) {
      throw garbled(method);
    } catch (IOException e) {
      throw new RouteException(Kind.DOWN, "does not answer");
    }
  }

  private Request http(JsonNode body) {
    Request.Builder request =
        new Request.Builder()
            .url(withoutUser(address))
            .post(RequestBody.create(body.toString().getBytes(StandardCharsets.UTF_8), TYPE));
    String user = address.getUserInfo();
    if (user != null) {
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }
    return request.build();
  }

  private static String withoutUser(URI url) {
    String rawUser = url.getRawUserInfo();
    return rawUser == null ? url.toString() : url.toString().replace(rawUser + "@", "");
  }

  /** A refusal by HTTP: its body often is a JSON-RPC error, such as "range too large". */
  private JsonNode refused(Response response, byte[] bytes, String method) throws RouteException {
    int status = response.code();
    String words = "refuses with HTTP status " + status;
    Optional<Duration> retryAfter = retryAfter(response.header("Retry-After"));
    if (status == 429 || (status == 503 && retryAfter.isPresent())) {
      throw new RouteException(Kind.THROTTLED, words, retryAfter);
    }
    // A gateway gives up on what takes its node too long.
    boolean heavy = status == 413 || status == 502 || status == 504;
    if (method.equals("eth_getLogs") && heavy) {
      throw new RouteException(Kind.TOO_LARGE, words);
    }
    if (status == 401 || status == 402 || status == 403 || status == 404) {
      throw new RouteException(Kind.REFUSED, words);
    }
    try {
      JsonNode answer = JSON.readTree(bytes);
      if (answer != null && answer.path("error").has("message") && status != 502 && status != 503) {
        return answer;
      }
    } catch (IOException e) {
      // Not JSON: told as a plain refusal below.
    }
    throw new RouteException(status >= 500 ? Kind.DOWN : Kind.REFUSED, words);
  }

  private static Optional<Duration> retryAfter(@Nullable String header) {
    // A date would be by a clock that is not ours.
    return header != null && SECONDS.matcher(header.strip()).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())))
        : Optional.empty();
  }
}
