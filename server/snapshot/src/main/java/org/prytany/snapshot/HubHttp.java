package org.prytany.snapshot;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * Posts JSON and reads JSON, bounded in size, in depth and in time, body and all. Redirects are not
 * followed: a vote is handed in where the operator said.
 */
final class HubHttp {

  /** A page of 50 proposals with long texts. */
  static final int LARGEST = 8 << 20;

  private static final JsonMapper JSON = mapper();

  private final HttpClient http;
  private final Duration patience;

  /**
   * @param patience for one answer, to its last byte
   */
  HubHttp(Duration patience) {
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  /** A status and what came with it. */
  record Answer(int status, JsonNode body) {}

  static JsonMapper json() {
    return JSON;
  }

  /**
   * @throws PrytanyException HUB_UNAVAILABLE, HUB_ANSWER_INVALID
   */
  Answer post(URI to, JsonNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("User-Agent", "Prytany")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, info -> new Bounded());
    HttpResponse<byte[]> response;
    try {
      response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unavailable(to, "took longer than " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TooLarge) {
        throw invalid(to, "more than " + (LARGEST >> 20) + " MiB");
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw unavailable(to, "could not be reached (" + cause.getClass().getSimpleName() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(to, "was not waited for");
    }
    int status = response.statusCode();
    if (status == 429 || (status / 100 == 5 && response.body().length == 0)) {
      throw unavailable(to, status == 429 ? "is asked too often (429)" : "answers " + status);
    }
    try {
      return new Answer(status, JSON.readTree(response.body()));
    } catch (IOException e) {
      throw status / 100 == 5
          ? unavailable(to, "answers " + status)
          : invalid(to, "something that is not JSON (status " + status + ")");
    }
  }

  static PrytanyException unavailable(URI hub, String what) {
    return new PrytanyException(
        FailureCode.HUB_UNAVAILABLE,
        "The hub " + hub.getHost() + " " + what + "; it is asked again.");
  }

  static PrytanyException invalid(URI hub, String what) {
    return new PrytanyException(
        FailureCode.HUB_ANSWER_INVALID,
        "The hub " + hub.getHost() + " answers with " + what + ", which cannot be used.");
  }

  private static JsonMapper mapper() {
    JsonMapper mapper = new JsonMapper();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(32)
                .maxNumberLength(100)
                .maxStringLength(2 << 20)
                .build());
    mapper.enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    return mapper;
  }

  /** More bytes came than are taken. */
  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Takes so many bytes and no more, however many are announced. */
  private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@org.jspecify.annotations.Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription its) {
      subscription = its;
      its.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (bytes.size() + buffer.remaining() > LARGEST) {
          if (subscription != null) {
            subscription.cancel();
          }
          body.completeExceptionally(new TooLarge());
          return;
        }
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
      }
    }

    @Override
    public void onError(Throwable failed) {
      body.completeExceptionally(failed);
    }

    @Override
    public void onComplete() {
      body.complete(bytes.toByteArray());
    }
  }
}
