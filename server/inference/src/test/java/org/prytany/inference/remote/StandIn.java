package org.prytany.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An endpoint that follows the published protocol, or breaks it as it is told: {@code GET
 * /v1/models} and {@code POST /v1/chat/completions} of
 * https://platform.openai.com/docs/api-reference, as vLLM and llama.cpp's server answer them.
 */
final class StandIn implements AutoCloseable {

  static final String MODEL = "org/small-model";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
  private volatile Behaviour models = exchange -> json(exchange, 200, list(MODEL));
  private volatile Behaviour chat = exchange -> json(exchange, 200, answer(MODEL, "", "stop"));

  /** What was asked, as it came. */
  record Heard(String method, String path, Optional<String> key, String body) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }
  }

  /** Answers one request. */
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  StandIn models(Behaviour behaviour) {
    models = behaviour;
    return this;
  }

  StandIn chat(Behaviour behaviour) {
    chat = behaviour;
    return this;
  }

  StandIn says(String text) {
    return chat(exchange -> json(exchange, 200, answer(MODEL, text, "stop")));
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    heard.add(
        new Heard(
            exchange.getRequestMethod(),
            path,
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
            body));
    try (exchange) {
      switch (path) {
        case "/v1/models" -> models.answer(exchange);
        case "/v1/chat/completions" -> chat.answer(exchange);
        default -> json(exchange, 404, "{\"error\":{\"message\":\"no such path\"}}");
      }
    }
  }

  static String list(String... ids) {
    ObjectNode root = JSON.createObjectNode().put("object", "list");
    var data = root.putArray("data");
    for (String id : ids) {
      data.addObject().put("id", id).put("object", "model").put("created", 1).put("owned_by", "x");
    }
    return root.toString();
  }

  static String answer(String model, String text, String finish) {
    ObjectNode root = JSON.createObjectNode();
    root.put("id", "chatcmpl-1").put("object", "chat.completion").put("created", 1);
    root.put("model", model);
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", text);
    choice.put("finish_reason", finish).putNull("logprobs");
    root.putObject("usage").put("prompt_tokens", 210).put("completion_tokens", 30);
    return root.toString();
  }

  static void json(HttpExchange exchange, int status, String body) throws IOException {
    bytes(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  static void bytes(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** In pieces of so many bytes, with a pause before each. */
  static void inPieces(HttpExchange exchange, String body, int size, long pauseMillis)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (int from = 0; from < bytes.length; from += size) {
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      out.write(bytes, from, Math.min(size, bytes.length - from));
      out.flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
