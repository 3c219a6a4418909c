package org.prytany.inference.remote;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.CopiedSentences;
import org.prytany.inference.generation.EvidenceGrammar;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.Prompt;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.WriterId;
import org.prytany.inference.generation.Written;

/**
 * Writes with a model behind an endpoint. Of what comes back only those sentences are taken that
 * could have been written here ({@link CopiedSentences}): an endpoint is believed no more than a
 * proposal. It may answer otherwise to the same question. Several threads may write at once.
 *
 * <p>An endpoint that fails rests; while it does, nobody waits for it. Asking again is the
 * caller's.
 */
public final class RemoteWriter implements Writer, AutoCloseable {

  /** Characters of evidence and effects together. */
  private static final int LONGEST_DATA = 100_000;

  private static final int LARGEST_ANSWER = 256 << 10;
  private static final int LARGEST_LIST = 1 << 20;
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/@+-]{1,80}");
  private static final int MOST_NAMES = 8;

  /** It says nothing of the text that was asked about. */
  private static final String DOWN = "remote-down";

  private static final String ANSWER = "remote-answer";

  private final RemoteEndpoint endpoint;
  private final BoundedHttp http;
  private final Prompt prompt = Prompt.unmasked();
  private final Rest rest = new Rest(System::nanoTime);
  private volatile Optional<Long> modelSeen = Optional.empty();

  public RemoteWriter(RemoteEndpoint endpoint) {
    this.endpoint = endpoint;
    this.http = new BoundedHttp(endpoint.patience());
  }

  /** What is written is kept by this. */
  public WriterId id() {
    return endpoint.id();
  }

  /**
   * Asks the endpoint whether it has the model.
   *
   * @throws GenerationException if it has not, or does not answer, with the setting to look at
   */
  public void check() {
    // The operator asks, and has perhaps just mended it: it does not rest.
    seeModel(deadline(), () -> false);
    rest.worked();
  }

  @Override
  public Draft write(List<String> evidence, List<String> effects, Budget budget) {
    CopiedSentences taking = new CopiedSentences(evidence);
    int length = evidence.stream().mapToInt(String::length).sum();
    length += effects.stream().mapToInt(String::length).sum();
    if (length > LONGEST_DATA) {
      throw new GenerationException(
          "text-too-long",
          "A text for the model has "
              + length
              + " characters; "
              + LONGEST_DATA
              + " is the most. Give it less evidence.");
    }
    Duration left = rest.left();
    if (!left.isZero()) {
      throw new GenerationException(
          "remote-rests",
          endpoint
              + " failed a moment ago and is asked again in "
              + (left.toSeconds() + 1)
              + " s at the earliest.");
    }
    long deadline = deadline();
    try {
      if (modelSeen.filter(at -> System.nanoTime() - at < LOOK_AGAIN.toNanos()).isEmpty()) {
        seeModel(deadline, budget.cancelled());
      }
      ChatMessages.Answer answer = ask(evidence, effects, budget, deadline);
      rest.worked();
      // Half a sentence at the end is left out: it has no full stop behind its citations.
      return new Draft(
          taking.of(answer.text()).sentences(),
          new Written(answer.text(), answer.promptTokens(), answer.tokens(), 1, answer.stop()));
    } catch (Cancelled e) {
      return new Draft(List.of(), new Written("", 0, 0, 0, Written.Stop.CANCELLED));
    }
  }

  private ChatMessages.Answer ask(
      List<String> evidence, List<String> effects, Budget budget, long deadline) {
    String question = prompt.question(DataText.of(evidence), DataText.of(effects));
    String body =
        ChatMessages.request(
            endpoint.model(),
            prompt.instructions(),
            question,
            budget.tokens(),
            endpoint.grammar() ? Optional.of(EvidenceGrammar.gbnf(evidence)) : Optional.empty());
    HttpRequest request =
        request("/chat/completions")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    HttpResponse<byte[]> response =
        send(request, deadline, LARGEST_ANSWER, budget.cancelled(), "remote-slow", ANSWER);
    try {
      ChatMessages.Answer answer = ChatMessages.answer(response.body());
      if (!answer.model().equals(endpoint.model())) {
        throw failed(
            "remote-model",
            "answered with another model than "
                + endpoint.model()
                + named(List.of(answer.model()), ": ")
                + ". Set "
                + endpoint.settings().apply("model")
                + " to the name that it serves the model under");
      }
      return answer;
    } catch (ChatMessages.Malformed e) {
      throw malformed(isPage(response.body()) ? DOWN : ANSWER, e);
    }
  }

  /** Of whoever stands before the endpoint, and says that it is away. */
  private static boolean isPage(byte[] body) {
    String begin = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
    return begin.strip().startsWith("<");
  }

  private void seeModel(long deadline, BooleanSupplier cancelled) {
    modelSeen = Optional.empty();
    HttpResponse<byte[]> response =
        send(request("/models").GET().build(), deadline, LARGEST_LIST, cancelled, DOWN, DOWN);
    List<String> models;
    try {
      models = ChatMessages.models(response.body());
    } catch (ChatMessages.Malformed e) {
      throw malformed(DOWN, e);
    }
    if (!models.contains(endpoint.model())) {
      throw failed(
          "remote-model",
          "does not have the model "
              + endpoint.model()
              + named(models, "; it has ")
              + ". Set "
              + endpoint.settings().apply("model")
              + " to one that it lists under /v1/models");
    }
    modelSeen = Optional.of(System.nanoTime());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.at(path))
            .header("Accept", "application/json")
            .header("User-Agent", "Prytany");
    endpoint.key().ifPresent(key -> request.header("Authorization", "Bearer " + key.reveal()));
    return request;
  }

  /**
   * @param slow code for an answer that does not come in time
   * @param wrong code for an answer that is none
   */
  private HttpResponse<byte[]> send(
      HttpRequest request,
      long deadline,
      int mostBytes,
      BooleanSupplier cancelled,
      String slow,
      String wrong) {
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, deadline, mostBytes, cancelled);
    } catch (BoundedHttp.NoAnswer e) {
      throw switch (e.failure()) {
        case CANCELLED -> new Cancelled();
        case SLOW ->
            failed(
                slow,
                "took longer than "
                    + endpoint.patience().toMillis() / 1000.0
                    + " s. Give it more with "
                    + endpoint.settings().apply("timeout")
                    + ", or ask it for less at once");
        case TOO_LARGE ->
            failed(
                wrong, "answered with more than " + (mostBytes >> 10) + " KiB, which is not read");
        case UNREACHABLE ->
            failed(
                "remote-unreachable",
                "cannot be reached ("
                    + e.kind()
                    + "). Look whether it runs, and at "
                    + endpoint.settings().apply("url"));
      };
    }
    int status = response.statusCode();
    if (status == 200) {
      return response;
    }
    throw refused(status, status / 100 == 5 ? DOWN : wrong, retryAfter(response));
  }

  private GenerationException refused(int status, String other, Optional<Duration> retryAfter) {
    String url = endpoint.settings().apply("url");
    return switch (status) {
      case 401, 403 ->
          failed(
              "remote-key",
              "refuses the key (" + status + "). Look at " + endpoint.settings().apply("key-file"));
      case 404, 405 ->
          failed(
              "remote-path",
              "has no such path ("
                  + status
                  + "). "
                  + url
                  + " should end where /chat/completions and /models follow, usually in /v1");
      case 429 -> failed("remote-busy", "is asked too often (429)", retryAfter);
      case 503 -> failed("remote-busy", "has no room now (503)", retryAfter);
      default ->
          status / 100 == 3
              ? failed(
                  "remote-moved",
                  "points elsewhere ("
                      + status
                      + "), which is not followed. Set "
                      + url
                      + " to where it is")
              : failed(
                  other, "answered with status " + status + ". Its own log says why", retryAfter);
    };
  }

  private GenerationException malformed(String code, ChatMessages.Malformed why) {
    return failed(
        code,
        "answered with "
            + why.getMessage()
            + ". Look whether "
            + endpoint.settings().apply("url")
            + " is an OpenAI-compatible endpoint");
  }

  private GenerationException failed(String code, String what) {
    return failed(code, what, Optional.empty());
  }

  private GenerationException failed(String code, String what, Optional<Duration> retryAfter) {
    modelSeen = Optional.empty();
    rest.failed(retryAfter);
    return new GenerationException(code, "The endpoint " + endpoint + " " + what + ".");
  }

  /** Names of strangers: only such as can be shown, and none that repeats the key. */
  private String named(List<String> models, String before) {
    List<String> shown =
        models.stream()
            .filter(each -> NAME.matcher(each).matches())
            .filter(each -> endpoint.key().filter(key -> key.isIn(each)).isEmpty())
            .filter(each -> !each.contains(endpoint.address().getHost()))
            .limit(MOST_NAMES)
            .toList();
    return shown.isEmpty() ? "" : shown.stream().collect(Collectors.joining(", ", before, ""));
  }

  /** Seconds; a date is left to the rest that doubles. */
  private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .map(text -> text.strip().toLowerCase(Locale.ROOT))
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private long deadline() {
    return System.nanoTime() + endpoint.patience().toNanos();
  }

  @Override
  public void close() {
    http.close();
  }

  /** Not wanted any more; says nothing of the endpoint. */
  private static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
