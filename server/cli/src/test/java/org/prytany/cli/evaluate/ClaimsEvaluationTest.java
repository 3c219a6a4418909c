package org.prytany.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.cli.ApiClient;
import org.prytany.cli.DigestServer;

/** An evaluation outlives a busy server and proposals that cannot be judged. */
class ClaimsEvaluationTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final StringWriter said = new StringWriter();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/digest", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  /** Every second request finds it busy. */
  private void answer(HttpExchange exchange) throws IOException {
    JsonNode given = ApiClient.JSON.readTree(exchange.getRequestBody().readAllBytes());
    if (asked.incrementAndGet() % 2 == 1) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      send(exchange, 503, "{\"code\":\"BUSY\",\"detail\":\"busy\"}");
    } else if (given.path("id").asText().equals("odd")) {
      send(exchange, 502, "{\"code\":\"PLUGIN_FAULT\",\"detail\":\"fails on this text\"}");
    } else {
      send(exchange, 200, "{\"findings\":[]}");
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void allButWhatIsRefusedIsJudgedAndWhatIsRefusedIsNamed() throws Exception {
    ClaimsEvaluation.Result result = run(proposal("one"), proposal("odd"), proposal("two"));

    assertThat(result.outcomes())
        .extracting(outcome -> outcome.proposal().id())
        .containsExactly("one", "two");
    assertThat(result.lost()).containsExactly("odd: PLUGIN_FAULT fails on this text");
    assertThat(said.toString()).contains("not judged: odd: PLUGIN_FAULT fails on this text");
  }

  @Test
  void aServerThatIsGoneEndsIt() {
    server.stop(0);

    assertThatThrownBy(() -> run(proposal("one"))).isInstanceOf(IOException.class);
  }

  private ClaimsEvaluation.Result run(Published... proposals) throws IOException {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (ApiClient api = new DigestServer(address, Optional.empty()).client()) {
      return new ClaimsEvaluation(
              proposal -> api.post("/api/v1/digest", proposal),
              AddressBook.EMPTY,
              new PrintWriter(said),
              pause -> {})
          .run(List.of(proposals), 1);
    }
  }

  private static Published proposal(String id) {
    return new Published(
        id, "x", "json", true, true, "Title", "Text", ApiClient.JSON.createArrayNode());
  }
}
