package org.prytany.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Speaks to a running server, see docs/rest-api.md. */
public final class ApiClient implements AutoCloseable {

  /** Reads and writes JSON for all commands. */
  public static final ObjectMapper JSON = new ObjectMapper();

  /** More than a server of ours answers to anything. */
  static final long LARGEST_ANSWER = 64L << 20;

  private static final Duration HEAD_START = Duration.ofSeconds(1);

  private static final String MARKDOWN = "text/markdown, application/problem+json";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI server;
  private final Optional<String> token;
  private final Optional<String> key;
  private final Duration patience;

  /**
   * @param server e.g. "http://127.0.0.1:8080"
   */
  public ApiClient(URI server) {
    this(server, Optional.empty(), Optional.empty(), Duration.ofSeconds(60));
  }

  /** As a program that has the server's key. */
  public static ApiClient with(URI server, Optional<String> key) {
    return new ApiClient(server, Optional.empty(), key, Duration.ofSeconds(60));
  }

  /**
   * For digests: on a busy machine one takes its time, and the server itself gives up what hangs.
   */
  static ApiClient forDigests(URI server, Optional<String> key) {
    return new ApiClient(server, Optional.empty(), key, Duration.ofMinutes(30));
  }

  /**
   * @param patience until an answer's last byte
   */
  static ApiClient patient(URI server, Duration patience) {
    return new ApiClient(server, Optional.empty(), Optional.empty(), patience);
  }

  private ApiClient(URI server, Optional<String> token, Optional<String> key, Duration patience) {
    this.server = server;
    this.token = token;
    this.key = key;
    this.patience = patience;
  }

  /** The same server, as somebody who signed in. */
  public ApiClient signedIn(String jwt) {
    return new ApiClient(server, Optional.of(jwt), key, patience);
  }

  /**
   * @param path from "/", e.g. "/api/v1/daos"
   * @throws Problem if the server refuses
   * @throws TooLong if it answers without end
   * @throws IOException if it does not answer
   */
  public JsonNode get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  /** As {@link #get}, of an answer that is Markdown. */
  public String text(String path) throws IOException {
    return checked(exchange(request(path).setHeader("Accept", MARKDOWN).GET().build()));
  }

  /** As {@link #post}, of an answer that is Markdown. */
  public String postForText(String path, JsonNode body) throws IOException {
    return checked(
        exchange(
            request(path)
                .setHeader("Accept", MARKDOWN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build()));
  }

  /** As {@link #get}, with a body. */
  public JsonNode post(String path, JsonNode body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build());
  }

  /**
   * Sends a file as it is.
   *
   * @throws IOException also if it cannot be read
   */
  public JsonNode postFile(String path, Path file) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofFile(file))
            .build());
  }

  /**
   * What a path answers.
   *
   * @param status 0 when nobody answers
   * @param body an empty object where it is no JSON
   */
  record Look(int status, JsonNode body) {}

  /** Asks without patience, and takes any answer. */
  Look look(String path) {
    try {
      HttpResponse<String> answer =
          exchange(request(path).timeout(Duration.ofSeconds(3)).GET().build());
      return new Look(answer.statusCode(), parse(answer.body()));
    } catch (IOException | TooLong e) {
      return new Look(0, JSON.createObjectNode());
    }
  }

  /** The status that a path answers with; 0 when nobody answers. */
  public int status(String path) {
    return look(path).status();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path)).timeout(patience);
    request.header("Accept", "application/json, application/problem+json");
    token.ifPresent(jwt -> request.header("Authorization", "Bearer " + jwt));
    key.ifPresent(word -> request.header("Prytany-Key", word));
    return request;
  }

  private JsonNode send(HttpRequest request) throws IOException {
    return parse(checked(exchange(request)));
  }

  private static String checked(HttpResponse<String> response) throws Problem {
    if (response.statusCode() >= 400) {
      JsonNode body = parse(response.body());
      throw new Problem(
          response.statusCode(),
          body.path("code").asText("HTTP_" + response.statusCode()),
          body.path("detail").asText("The server answered " + response.statusCode() + "."),
          retryAfter(response));
    }
    return response.body();
  }

  /** Given in seconds; a date, which this server never sends, is as good as none. */
  private static Optional<Duration> retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private HttpResponse<String> exchange(HttpRequest request) throws IOException {
    Duration longest = request.timeout().orElse(patience);
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, info -> new BoundedBody(LARGEST_ANSWER));
    try {
      // The request's own timeout, which is the shorter one where nothing answers, ends with the
      // head of the answer.
      return answer.get(longest.plus(HEAD_START).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new TooLong(server, "was still answering after " + longest.toSeconds() + " seconds");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BoundedBody.Over) {
        throw new TooLong(server, "sent more than " + (LARGEST_ANSWER >> 20) + " MiB");
      }
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the server", e);
    } finally {
      // Ends the connection where the answer was not waited for.
      answer.cancel(true);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body.isBlank() ? "null" : body);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /** An answer without end, of which nothing is used: it ends a command with what it says. */
  public static final class TooLong extends CommandFailure {

    private static final long serialVersionUID = 1L;

    TooLong(URI server, String what) {
      super(
          "What answers at "
              + server
              + " "
              + what
              + ", so it is no Prytany server, and nothing of it was used.",
          "Correct --server.");
    }
  }

  /** The server understood and refused. */
  public static final class Problem extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<Duration> retryAfter;

    Problem(int status, String code, String detail, Optional<Duration> retryAfter) {
      super(detail);
      this.retryAfter = retryAfter;
      this.status = status;
      this.code = code;
    }

    public int status() {
      return status;
    }

    /** When the server says it may serve the same request; empty if it never will. */
    public Optional<Duration> retryAfter() {
      return retryAfter;
    }

    /** The server's stable code, see FailureCode. */
    public String code() {
      return code;
    }
  }
}
