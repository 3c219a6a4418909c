package org.prytany.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.prytany.cli.ApiClient;

/** A running server, of which everything can be read and nothing asked for. */
final class Reads implements AutoCloseable {

  /** Of a refusal; whatever else stands there is nobody's code. */
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,59}");

  private final URI server;
  private final ApiClient api;

  Reads(URI server) {
    this.server = server;
    this.api = new ApiClient(server);
  }

  /** Nothing was read. */
  static final class Unread extends Exception {

    private static final long serialVersionUID = 1L;

    private final String said;

    /**
     * @param why plain English of our own, with what to do
     * @param said what the server said of it, which may have anybody's words in it; "" for nothing
     */
    Unread(String why, String said) {
      super(why, null, false, false);
      this.said = said;
    }

    String said() {
      return said;
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
              + " is configured.",
          "");
    } catch (ApiClient.Problem e) {
      throw new Unread(
          "The server refused ("
              + (CODE.matcher(e.code()).matches() ? e.code() : "HTTP " + e.status())
              + ")."
              + e.retryAfter()
                  .map(time -> " Ask again after " + time.toSeconds() + " s.")
                  .orElse(""),
          String.valueOf(e.getMessage()));
    } catch (ApiClient.TooLong e) {
      throw new Unread(e.getMessage() + " " + e.remedy(), "");
    } catch (IOException e) {
      throw new Unread(
          "No Prytany server answers at "
              + server
              + ". Start one with `./prytany serve`, or name another with --server where `prytany"
              + " mcp` is configured.",
          "");
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
