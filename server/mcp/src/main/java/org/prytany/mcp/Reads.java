package org.prytany.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.prytany.cli.ApiClient;

/** A running server, of which everything can be read and nothing asked for. */
final class Reads implements AutoCloseable {

  private final URI server;
  private final ApiClient api;

  Reads(URI server) {
    this.server = server;
    this.api = new ApiClient(server);
  }

  /** Nothing was read. */
  static final class Unread extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param why plain English, with what to do
     */
    Unread(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * @param path after "/api/v1", with its parts written as {@link #part} writes them
   */
  JsonNode get(String path) throws Unread {
    try {
      JsonNode answer = api.get("/api/v1" + path);
      if (answer.isArray() || answer.size() > 0) {
        return answer;
      }
      throw new Unread(
          "What answers at "
              + server
              + " is no Prytany server: correct --server where `prytany mcp`"
              + " is configured.");
    } catch (ApiClient.Problem e) {
      throw new Unread(
          "The server refused ("
              + e.code()
              + "): "
              + e.getMessage()
              + e.retryAfter()
                  .map(time -> " Ask again after " + time.toSeconds() + " s.")
                  .orElse(""));
    } catch (IOException e) {
      throw new Unread(
          "No Prytany server answers at "
              + server
              + ". Start one with `./prytany serve`, or name another with --server where `prytany"
              + " mcp` is configured.");
    }
  }

  /** One part of a path, or a value in its query. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    api.close();
  }
}
