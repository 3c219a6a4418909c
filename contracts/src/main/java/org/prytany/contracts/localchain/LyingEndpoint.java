package org.prytany.contracts.localchain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * An endpoint before a real node that tells the truth but for one kind of answer: a provider that
 * was taken over, a cache that mixes things up, a proxy with a fault. On the loopback interface;
 * close it to end it.
 */
public final class LyingEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How often it lies. */
  public enum When {
    /** To the first such question alone. */
    ONCE,
    ALWAYS,
    /** To the first, the third, the fifth of such questions. */
    BY_TURNS
  }

  /** Makes another answer of an answer. */
  @FunctionalInterface
  public interface Lie {

    /**
     * Says what is answered instead; the node's own result leaves its answer as it is.
     *
     * @param request the whole JSON-RPC request
     * @param result what the node answered, a copy; missing where it answered with an error
     */
    JsonNode tell(JsonNode request, JsonNode result);
  }

  private record Told(Predicate<JsonNode> about, When when, Lie lie, AtomicLong asked) {
    boolean now() {
      long before = asked.getAndIncrement();
      return switch (when) {
        case ONCE -> before == 0;
        case ALWAYS -> true;
        case BY_TURNS -> before % 2 == 0;
      };
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final NodeBehind node;
  private final AtomicLong lies = new AtomicLong();
  private volatile Told told =
      new Told(request -> false, When.ALWAYS, (q, a) -> a, new AtomicLong());

  /** Starts it, as yet without a lie. */
  public LyingEndpoint(String nodeUrl) {
    this.node = new NodeBehind(nodeUrl);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new LocalChainException("No port is free for a lying endpoint.", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Where it answers JSON-RPC over HTTP. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lies from now on about one method, and about nothing else. */
  public void lieAbout(String method, When when, Lie lie) {
    lieAbout(request -> request.path("method").asText().equals(method), when, lie);
  }

  /**
   * Lies from now on about some questions, and about nothing else.
   *
   * @param about takes the JSON-RPC request
   */
  public void lieAbout(Predicate<JsonNode> about, When when, Lie lie) {
    told = new Told(about, when, lie, new AtomicLong());
    lies.set(0);
  }

  /** Lies no more. */
  public void repent() {
    lieAbout(request -> false, When.ALWAYS, (request, result) -> result);
  }

  /** How many answers differed from the node's since the lie was chosen. */
  public long lies() {
    return lies.get();
  }

  /** Requests whose eth_call goes to a contract's function, for {@link #lieAbout}. */
  public static Predicate<JsonNode> calls(String contract, String selector) {
    return request ->
        request.path("method").asText().equals("eth_call")
            && request.path("params").path(0).path("to").asText().equalsIgnoreCase(contract)
            && request.path("params").path(0).path("data").asText().startsWith(selector);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      byte[] answer = answer(body);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] answer(byte[] body) throws IOException {
    JsonNode request = JSON.readTree(body);
    if (request.isArray()) {
      // Each question of a batch by itself, as if it had come alone.
      ArrayNode answers = JSON.createArrayNode();
      for (JsonNode question : request) {
        answers.add(answer(question));
      }
      return JSON.writeValueAsBytes(answers);
    }
    return JSON.writeValueAsBytes(answer(request));
  }

  private JsonNode answer(JsonNode request) throws IOException {
    JsonNode response = JSON.readTree(node.asked(JSON.writeValueAsBytes(request)));
    Told now = told;
    if (response instanceof ObjectNode object && now.about().test(request) && now.now()) {
      JsonNode truth = object.path("result");
      JsonNode lie = now.lie().tell(request, truth.deepCopy());
      if (!lie.equals(truth)) {
        lies.incrementAndGet();
        object.remove("error");
        object.set("result", lie);
      }
    }
    return response;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    node.close();
  }
}
