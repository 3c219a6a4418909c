package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Attack: whatever answers at the server's address goes on answering. It is left, and named. */
class EndlessAnswerTest {

  /** Of a stream that would go on: a client that reads all of it would get that. */
  private static final long MOST_SENT = 16 * ApiClient.LARGEST_ANSWER;

  private static final int MOST_DRIPS = 2_000;

  private final AtomicInteger drips = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletableFuture<Long> sent = new CompletableFuture<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/refused", exchange -> answer(exchange, 500));
    server.createContext("/", exchange -> answer(exchange, 200));
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    byte[] part = new byte[1 << 20];
    long all = 0;
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (all < MOST_SENT) {
        out.write(part);
        all += part.length;
      }
    } finally {
      sent.complete(all);
    }
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/daos", "/refused"})
  void itIsReadNoFurtherThanAnyAnswerOfOursGoes(String path) {
    try (ApiClient api = new ApiClient(address())) {
      assertThatThrownBy(() -> api.get(path))
          .isInstanceOf(ApiClient.TooLong.class)
          .hasMessageContaining(address().toString());
    }
    assertThat(sent.join()).isLessThan(2 * ApiClient.LARGEST_ANSWER);
  }

  /** A byte now and then never comes to too many. */
  @Test
  void oneThatDripsIsLeftToo() {
    server.createContext(
        "/dripping",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < MOST_DRIPS; i++) {
              out.write(' ');
              out.flush();
              LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
              drips.incrementAndGet();
            }
          }
        });
    try (ApiClient api = ApiClient.patient(address(), Duration.ofSeconds(10))) {
      assertThatThrownBy(() -> api.get("/dripping"))
          .isInstanceOf(ApiClient.TooLong.class)
          .hasMessageContaining("still answering");
    }
    assertThat(drips.get()).isLessThan(MOST_DRIPS);
  }

  @Test
  void aCommandSaysWhatItIsAndNotThatNobodyAnswers() {
    StringWriter err = new StringWriter();
    CommandLine commands = Main.commandLine();
    commands.setErr(new PrintWriter(err, true));
    assertThat(commands.execute("week", "--dao", "demo", "--server", address().toString()))
        .isNotZero();
    assertThat(err.toString()).contains("is no Prytany server", "Correct --server");
    assertThat(err.toString()).doesNotContain("Start one");
  }

  @Test
  void alsoWhereNothingButTheStatusIsWanted() {
    try (ApiClient api = new ApiClient(address())) {
      assertThat(api.status("/health")).isZero();
    }
    assertThat(sent.join()).isLessThan(2 * ApiClient.LARGEST_ANSWER);
  }
}
