package org.prytany.inference.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, bounded in time and size to the last byte. No redirect is followed,
 * no proxy of the environment's is used, and nothing is kept from one request to the next.
 */
final class BoundedHttp implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final HttpClient http;

  BoundedHttp(Duration patience) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(patience.compareTo(CONNECT) < 0 ? patience : CONNECT)
            .build();
  }

  /** Why there is no answer. */
  enum Failure {
    /** Nobody listens, the name is unknown, TLS fails, or the connection was cut. */
    UNREACHABLE,
    /** It took too long. */
    SLOW,
    /** The answer has more bytes than are taken. */
    TOO_LARGE,
    /** It is not wanted any more. */
    CANCELLED
  }

  /** There is no answer. Neither a cause nor words of another's: they may name the address. */
  static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final String kind;

    NoAnswer(Failure failure, String kind) {
      super(failure + " " + kind);
      this.failure = failure;
      this.kind = kind;
    }

    Failure failure() {
      return failure;
    }

    /** The class of what failed, e.g. "ConnectException". */
    String kind() {
      return kind;
    }
  }

  /**
   * @param deadline on {@link System#nanoTime()}
   * @param mostBytes of the body
   */
  HttpResponse<byte[]> send(
      HttpRequest request, long deadline, int mostBytes, BooleanSupplier cancelled)
      throws NoAnswer {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, info -> new Bounded(mostBytes));
    try {
      while (true) {
        if (cancelled.getAsBoolean()) {
          throw new NoAnswer(Failure.CANCELLED, "");
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new NoAnswer(Failure.SLOW, "");
        }
        try {
          return answer.get(
              Math.min(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS), left),
              TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          // Looked again, whether it is still wanted.
        }
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof TooLarge
          ? new NoAnswer(Failure.TOO_LARGE, "")
          : new NoAnswer(Failure.UNREACHABLE, cause.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer(Failure.CANCELLED, "");
    } finally {
      // Ends the connection where the answer was not waited for.
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** More bytes came than are taken. */
  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Takes so many bytes and no more, however many are announced. */
  private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private Flow.@Nullable Subscription subscription;

    Bounded(int most) {
      this.most = most;
    }

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
        if (bytes.size() + buffer.remaining() > most) {
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
