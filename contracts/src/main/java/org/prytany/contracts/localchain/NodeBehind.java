package org.prytany.contracts.localchain;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The real node behind an endpoint that changes, delays or loses its answers. */
public final class NodeBehind implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI node;

  /**
   * @param nodeUrl where it answers JSON-RPC over HTTP
   */
  public NodeBehind(String nodeUrl) {
    node = URI.create(nodeUrl);
  }

  /** Its answer to a JSON-RPC request or batch. */
  public byte[] asked(byte[] body) throws IOException {
    try {
      return http.send(
              HttpRequest.newBuilder(node)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
