package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text is lost for a reason of its own, and never because a server is busy. */
class BusyServerTest {

  private static final int BUSY_TIMES = 9;

  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;
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

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode given = ApiClient.JSON.readTree(exchange.getRequestBody().readAllBytes());
    String id = given.path("id").asText();
    int times = asked.merge(id, 1, Integer::sum);
    if (id.startsWith("odd")) {
      send(exchange, 502, "{\"code\":\"PLUGIN_FAULT\",\"detail\":\"it fails on this text\"}");
    } else if (id.startsWith("alone")) {
      send(exchange, 503, "{\"code\":\"PLUGIN_UNAVAILABLE\",\"detail\":\"no plugin\"}");
    } else if (times <= BUSY_TIMES) {
      exchange.getResponseHeaders().set("Retry-After", "3");
      send(exchange, 503, "{\"code\":\"BUSY\",\"detail\":\"busy\"}");
    } else {
      send(exchange, 200, "{\"id\":\"" + id + "\",\"summary\":\"read\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void every_text_is_asked_for_again_until_it_is_served() throws Exception {
    List<JsonNode> answers = digest("one", "two", "three");

    assertThat(answers)
        .allSatisfy(one -> assertThat(one.path("summary").asText()).isEqualTo("read"));
    assertThat(answers)
        .extracting(one -> one.path("id").asText())
        .containsExactly("one", "two", "three");
    assertThat(asked.values()).containsOnly(BUSY_TIMES + 1);
  }

  @Test
  void it_is_asked_no_sooner_than_the_server_says_and_ever_more_rarely() throws Exception {
    digest("one");

    assertThat(pauses).hasSize(BUSY_TIMES);
    assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(3)) >= 0);
    assertThat(pauses.getLast()).isGreaterThan(pauses.getFirst());
  }

  @Test
  void what_is_wrong_with_a_text_or_a_server_is_told_at_once() throws Exception {
    List<JsonNode> answers = digest("odd", "alone", "one");

    assertThat(answers)
        .extracting(one -> one.path("error").path("code").asText())
        .containsExactly("PLUGIN_FAULT", "PLUGIN_UNAVAILABLE", "");
    assertThat(asked).containsEntry("odd", 1).containsEntry("alone", 1);
  }

  @Test
  void a_server_that_is_gone_is_given_up_once_and_not_for_every_text() throws Exception {
    server.stop(0);
    List<JsonNode> answers = digest("one");
    int pausesOfOne = pauses.size();
    pauses.clear();
    answers.addAll(digest("one", "two", "three", "four", "five", "six"));

    assertThat(answers).hasSize(7);
    assertThat(answers)
        .allMatch(one -> one.path("error").path("code").asText().equals("NO_ANSWER"));
    // Two are asked for at a time: the others find it gone.
    assertThat(pauses.size()).isLessThanOrEqualTo(2 * pausesOfOne);
  }

  private List<JsonNode> digest(String... ids) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String id : ids) {
      lines.add(ApiClient.JSON.createObjectNode().put("id", id).put("body", "text").toString());
    }
    Path in = Files.write(folder.resolve("in.jsonl"), lines);
    Path out = folder.resolve("out.jsonl");
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (ApiClient api = new DigestServer(address, Optional.empty()).client()) {
      new BulkDigest(api, 2, new PrintWriter(new StringWriter()), pauses::add).run(in, out);
    }
    List<JsonNode> answers = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      answers.add(ApiClient.JSON.readTree(line));
    }
    return answers;
  }
}
