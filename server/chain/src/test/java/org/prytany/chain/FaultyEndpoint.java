package org.prytany.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A provider in front of a real node: hands requests on, except those that it treats as told. */
public final class FaultyEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is answered instead of the node's answer. */
  public record Answer(int status, String body) {}

  /** Questions, also those that came together in one request. */
  public final List<JsonNode> requests = new CopyOnWriteArrayList<>();

  /** How often it was asked, with one question or with several. */
  public final AtomicInteger exchanges = new AtomicInteger();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI node;
  private final Function<JsonNode, Optional<Answer>> fault;

  public FaultyEndpoint(String nodeUrl, Function<JsonNode, Optional<Answer>> fault)
      throws IOException {
    this.node = URI.create(nodeUrl);
    this.fault = fault;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** A JSON-RPC error to a request. */
  public static Answer error(JsonNode request, int code, String message) {
    return new Answer(
        200,
        JSON.createObjectNode()
            .put("jsonrpc", "2.0")
            .put("id", request.path("id").asLong())
            .set("error", JSON.createObjectNode().put("code", code).put("message", message))
            .toString());
  }

  /** A JSON-RPC result that is a text. */
  public static Answer result(JsonNode request, String result) {
    return new Answer(
        200,
        JSON.createObjectNode()
            .put("jsonrpc", "2.0")
            .put("id", request.path("id").asLong())
            .put("result", result)
            .toString());
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    exchanges.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode request = JSON.readTree(body);
    Answer answer = request.isArray() ? batch(request) : answer(request);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer answer(JsonNode request) {
    requests.add(request);
    return fault
        .apply(request)
        .orElseGet(() -> forward(request.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** Each question by itself, as if it had come alone; one that is refused refuses them all. */
  private Answer batch(JsonNode questions) {
    StringJoiner answers = new StringJoiner(",", "[", "]");
    for (JsonNode question : questions) {
      Answer answer = answer(question);
      if (answer.status() != 200) {
        return answer;
      }
      answers.add(answer.body());
    }
    return new Answer(200, answers.toString());
  }

  private Answer forward(byte[] body) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(node)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.close();
  }
}
