package org.prytany.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of the REST API on loopback, with answers of the form of docs/rest-api.md. */
final class RestStandIn implements AutoCloseable {

  private final HttpServer http;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  RestStandIn() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  /**
   * @param path after "/api/v1", with its query
   */
  RestStandIn with(String path, String json) {
    answers.put(path, json);
    return this;
  }

  /**
   * @param json what is said with the status 404
   */
  RestStandIn refusing(String path, String json) {
    refusals.put(path, json);
    return this;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Every request so far: method, blank, path with query. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    String found = answers.get(path);
    String body =
        found == null
            ? refusals.getOrDefault(
                path, "{\"code\":\"NOT_FOUND\",\"detail\":\"There is nothing at " + path + ".\"}")
            : found;
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(found == null ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
