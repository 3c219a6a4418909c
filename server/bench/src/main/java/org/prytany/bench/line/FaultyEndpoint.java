package org.prytany.bench.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.prytany.cli.ApiClient;
import org.prytany.contracts.localchain.NodeBehind;

/**
 * An endpoint before a real node that answers as public ones do on a bad day. On the loopback
 * interface; close it to end it.
 */
final class FaultyEndpoint implements AutoCloseable {

  /** What it does with questions. */
  enum Fault {
    NONE,
    /** HTTP 429 with Retry-After of two seconds for two of three. */
    THROTTLED,
    UNAVAILABLE,
    /** Ends in the middle of every second answer. */
    CUT,
    /** Answers a second late. */
    SLOW,
    /** Does not answer for twenty seconds. */
    HANGS
  }

  private static final int OK = 200;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final NodeBehind node;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = Fault.NONE;

  FaultyEndpoint(String nodeUrl) throws IOException {
    node = new NodeBehind(nodeUrl);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void set(Fault now) {
    fault = now;
  }

  Fault fault() {
    return fault;
  }

  /** One of all faults. */
  static Fault any(Random random) {
    return Fault.values()[1 + random.nextInt(Fault.values().length - 1)];
  }

  /** HTTP requests so far; a batch is one. */
  long asked() {
    return asked.get();
  }

  /** Requests so far that got no whole answer at once. */
  long failed() {
    return failed.get();
  }

  /** Transactions that it was handed, as their bytes in hex, each once. */
  Set<String> sent() {
    return Set.copyOf(sent);
  }

  private void note(byte[] body) throws IOException {
    JsonNode asked = ApiClient.JSON.readTree(body);
    for (JsonNode question : asked.isArray() ? asked : List.of(asked)) {
      if (question.path("method").asText().equals("eth_sendRawTransaction")) {
        sent.add(question.path("params").path(0).asText());
      }
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      note(body);
      long number = asked.incrementAndGet();
      Fault now = fault;
      boolean hit = now != Fault.NONE && (now != Fault.CUT || number % 2 == 0);
      if (now == Fault.THROTTLED && number % 3 == 0) {
        hit = false;
      }
      if (!hit) {
        whole(exchange, node.asked(body));
        return;
      }
      failed.incrementAndGet();
      switch (now) {
        case THROTTLED -> {
          exchange.getResponseHeaders().add("Retry-After", "2");
          exchange.sendResponseHeaders(429, -1);
        }
        case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
        case CUT -> {
          byte[] answer = node.asked(body);
          exchange.sendResponseHeaders(OK, answer.length);
          exchange.getResponseBody().write(answer, 0, answer.length / 2);
        }
        case SLOW -> {
          sleep(Duration.ofSeconds(1));
          whole(exchange, node.asked(body));
        }
        case HANGS -> sleep(Duration.ofSeconds(20));
        case NONE -> whole(exchange, node.asked(body));
      }
    }
  }

  private static void whole(HttpExchange exchange, byte[] answer) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(OK, answer.length);
    exchange.getResponseBody().write(answer);
  }

  private static void sleep(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    node.close();
  }
}
