package org.prytany.alerts;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server on loopback that takes webhooks. */
final class Receiver implements AutoCloseable {

  /** The path has a token in it, as those of chats have. */
  static final String TOKEN = "s3cr3t-token";

  final List<Taken> taken = new CopyOnWriteArrayList<>();
  volatile int status = 204;

  /** Where a redirect leads. */
  volatile String location = "/elsewhere";

  /** Headers come, and the body that they promise never does. */
  volatile boolean hangs;

  /** The header Retry-After; "" without one. */
  volatile String retryAfter = "";

  /** How much of a body comes; -1: it never ends. */
  volatile long bodyBytes;

  private final HttpServer server;

  record Taken(Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.get(name).getFirst();
    }
  }

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (status / 100 == 2) {
            taken.add(
                new Taken(
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(body, StandardCharsets.UTF_8)));
          }
          if (status == 302) {
            exchange.getResponseHeaders().add("Location", location);
          }
          if (hangs) {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().flush();
            return;
          }
          if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
          }
          if (bodyBytes != 0) {
            exchange.sendResponseHeaders(status, 0);
            pour(exchange.getResponseBody());
            return;
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.createContext(
        "/elsewhere",
        exchange -> {
          taken.add(new Taken(Map.of(), "followed"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  private void pour(OutputStream out) throws IOException {
    byte[] chunk = new byte[64 * 1024];
    for (long poured = 0; bodyBytes < 0 || poured < bodyBytes; poured += chunk.length) {
      out.write(chunk);
    }
    out.close();
  }

  URI address() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/" + TOKEN + "?key=" + TOKEN);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
