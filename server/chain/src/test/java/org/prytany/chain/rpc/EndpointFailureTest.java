package org.prytany.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.LocalDao;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;

class EndpointFailureTest {
  private static final String KEY = "s3cretApiKey1234567890";

  private static LocalDao local;

  @BeforeAll
  static void deploy() {
    local = new LocalDao();
  }

  @AfterAll
  static void end() {
    local.close();
  }

  private static PrytanyException failure(ThrowableAssert.ThrowingCallable act) {
    return catchThrowableOfType(PrytanyException.class, act);
  }

  private static String everythingSaid(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void endpointOfAnotherChainIsRefusedNamingBoth() {
    Dao elsewhere = local.daoAt(1, local.demo.addresses().governor());
    try (ChainAdapters adapters =
        new ChainAdapters(Map.of(1L, URI.create(local.chain.rpcUrl())), RpcOptions.DEFAULT)) {
      PrytanyException failure = failure(() -> adapters.logs().head(elsewhere));

      assertThat(failure.code()).isEqualTo(FailureCode.WRONG_CHAIN);
      assertThat(failure).hasMessageContaining("chain 31337").hasMessageContaining("chain 1.");
    }
  }

  @Test
  void addressWithoutCodeIsRefusedByName() {
    Dao empty = local.daoAt(local.chain.chainId(), LocalDao.PAYEE.hex());

    PrytanyException failure = failure(() -> local.adapters.logs().verify(empty));

    assertThat(failure.code()).isEqualTo(FailureCode.NO_CODE_AT_ADDRESS);
    assertThat(failure).hasMessageContaining(LocalDao.PAYEE.hex());
  }

  @Test
  void chainWithoutEndpointIsAConfigurationFault() {
    Dao other = local.daoAt(5, local.demo.addresses().governor());

    PrytanyException failure = failure(() -> local.adapters.logs().head(other));

    assertThat(failure.code()).isEqualTo(FailureCode.CONFIGURATION_INVALID);
    assertThat(failure).hasMessageContaining("chain 5");
  }

  @Test
  void endpointThatIsDownIsUnavailableAndItsAddressStaysSecret() throws Exception {
    int port = freePort();
    String url = "http://user:" + KEY + "@localhost:" + port + "/v3/" + KEY;
    List<String> logged = new ArrayList<>();
    Handler listener = listener(logged);
    Logger root = Logger.getLogger("");
    Level level = root.getLevel();
    root.addHandler(listener);
    root.setLevel(Level.ALL);
    try (ChainAdapters adapters = local.adaptersAt(url)) {
      PrytanyException failure = failure(() -> adapters.logs().head(local.dao));

      assertThat(failure.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
      assertThat(failure).hasMessageContaining("DAO 'demo' does not answer");
      assertThat(everythingSaid(failure))
          .doesNotContain(KEY)
          .doesNotContain("localhost")
          .doesNotContain(String.valueOf(port));
    } finally {
      root.removeHandler(listener);
      root.setLevel(level);
    }
    assertThat(String.join("\n", logged)).doesNotContain(KEY);
  }

  private static Handler listener(List<String> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        logged.add(new SimpleFormatter().format(record));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void providerThatRepeatsTheKeyInItsErrorsIsCleaned() throws Exception {
    List<FaultyEndpoint.Answer> answers =
        List.of(
            new FaultyEndpoint.Answer(
                401, "{\"error\":{\"code\":-1,\"message\":\"bad key " + KEY + "\"}}"),
            new FaultyEndpoint.Answer(403, "Key " + KEY + " is blocked"),
            new FaultyEndpoint.Answer(200, "Key " + KEY + " is no JSON"),
            new FaultyEndpoint.Answer(
                200,
                "{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"quota of "
                    + KEY
                    + " used up\"}}"));
    for (FaultyEndpoint.Answer answer : answers) {
      try (FaultyEndpoint endpoint =
              new FaultyEndpoint(local.chain.rpcUrl(), request -> Optional.of(answer));
          ChainAdapters adapters = local.adaptersAt(endpoint.url() + "/v3/" + KEY + "?t=" + KEY)) {
        PrytanyException failure = failure(() -> adapters.logs().head(local.dao));

        assertThat(everythingSaid(failure)).doesNotContain(KEY).doesNotContain(endpoint.url());
      }
    }
  }

  @Test
  void addressThatIsNoUrlIsRefusedUnnamed() {
    PrytanyException failure = failure(() -> local.adaptersAt("ftp://" + KEY));

    assertThat(failure.code()).isEqualTo(FailureCode.CONFIGURATION_INVALID);
    assertThat(everythingSaid(failure)).doesNotContain(KEY);
  }

  @Test
  void slowEndpointIsUnavailable() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    RpcOptions hasty =
        new RpcOptions(
            Duration.ofMinutes(1),
            Duration.ofMillis(200),
            10,
            10,
            RpcOptions.DEFAULT.feeCap(),
            Map.of());
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request -> {
                  // It answers when it is not waited for any more, however long that takes.
                  await(over);
                  return Optional.empty();
                });
        ChainAdapters adapters =
            new ChainAdapters(Map.of(local.chain.chainId(), URI.create(endpoint.url())), hasty)) {
      PrytanyException failure = failure(() -> adapters.logs().head(local.dao));
      over.countDown();

      assertThat(failure.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
      assertThat(failure).hasMessageContaining("too long");
    }
  }

  private static void await(CountDownLatch over) {
    try {
      over.await(5, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void logRangesShrinkUntilTheProviderBearsThem() throws Exception {
    local.propose(
        "first", local.demo.actions().payEther(LocalDao.PAYEE.hex(), java.math.BigInteger.ONE));
    local.chain.mine(60);
    local.propose(
        "second", local.demo.actions().payEther(LocalDao.PAYEE.hex(), java.math.BigInteger.ONE));
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(local.chain.rpcUrl(), EndpointFailureTest::refuseLongRanges);
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      List<ProposalContent> read = adapters.logs().proposals(local.dao, 0, local.head());

      assertThat(read).extracting(ProposalContent::description).containsExactly("first", "second");
      assertThat(endpoint.requests.stream().filter(EndpointFailureTest::isLogs))
          .hasSizeLessThan(60);
    }
  }

  private static boolean isLogs(JsonNode request) {
    return request.path("method").asText().equals("eth_getLogs");
  }

  // Half of the providers say so in JSON-RPC, the others in the HTTP status.
  private static Optional<FaultyEndpoint.Answer> refuseLongRanges(JsonNode request) {
    if (!isLogs(request)) {
      return Optional.empty();
    }
    JsonNode filter = request.path("params").path(0);
    long from = Long.decode(filter.path("fromBlock").asText());
    long to = Long.decode(filter.path("toBlock").asText());
    if (to - from < 7) {
      return Optional.empty();
    }
    FaultyEndpoint.Answer refusal =
        FaultyEndpoint.error(request, -32005, "query returned more than 10000 results");
    return Optional.of(to - from > 30 ? new FaultyEndpoint.Answer(400, refusal.body()) : refusal);
  }

  @Test
  void providerThatRefusesEvenOneBlockIsUnavailable() throws Exception {
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    isLogs(request)
                        ? Optional.of(FaultyEndpoint.error(request, -32005, "limit exceeded"))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      PrytanyException failure =
          failure(() -> adapters.logs().proposals(local.dao, 0, local.head()));

      assertThat(failure.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
      assertThat(failure).hasMessageContaining("limit exceeded");
    }
  }

  @Test
  void anAnswerWithoutEndIsNotReadToTheEnd() throws Exception {
    byte[] part = "0".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    java.util.concurrent.atomic.AtomicInteger parts =
        new java.util.concurrent.atomic.AtomicInteger();
    com.sun.net.httpserver.HttpServer server =
        com.sun.net.httpserver.HttpServer.create(
            new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            body.write("{\"jsonrpc\":\"2.0\",\"id\":1,".getBytes("US-ASCII"));
            while (parts.incrementAndGet() < 1_000) {
              body.write("\"x\":\"".getBytes("US-ASCII"));
              body.write(part);
              body.write("\",".getBytes("US-ASCII"));
            }
          }
        });
    server.start();
    try (ChainAdapters adapters =
        local.adaptersAt("http://127.0.0.1:" + server.getAddress().getPort())) {
      PrytanyException failure =
          catchThrowableOfType(PrytanyException.class, () -> adapters.logs().head(local.dao));

      assertThat(failure.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
      assertThat(failure).hasMessageContaining("too large");
      assertThat(parts.get()).isLessThan(1_000);
    } finally {
      server.stop(0);
    }
  }
}
