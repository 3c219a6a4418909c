package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StatusCommandTest {

  private static final String ID =
      "112141197361920348160246956367660539994180816469000361467164542030111760603064";
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/health/ready", "{}",
          "/api/v1/plugins", "[]",
          "/api/v1/rules/changed", "{}",
          "/api/v1/spaces", "[]",
          "/api/v1/daos",
              "[{\"id\":\"demo\",\"kept\":{\"missed\":[{\"duty\":\"vote\",\"proposalId\":\""
                  + ID
                  + "\",\"headline\":\"A late one\",\"reason\":\"No key.\"}]}}]",
          "/api/v1/duties",
              "[{\"dao\":\"demo\",\"proposalId\":\""
                  + ID
                  + "\",\"headline\":\"Pay the \\u202ebill\",\"kind\":\"QUEUE\",\"what\":\"decide: reject or"
                  + " override\",\"by\":\"treasurers\",\"latestSafe\":\"2026-12-01T00:00:00Z\"},"
                  + "{\"dao\":\"demo\",\"proposalId\":\"7\",\"headline\":\"Pay\",\"kind\":\"EXECUTE\","
                  + "\"what\":\"approve or reject\",\"by\":\"treasurers\"}]");

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              ANSWERS
                  .getOrDefault(exchange.getRequestURI().getPath(), "{}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private String status(String... more) {
    StringWriter out = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    String[] words = new String[more.length + 3];
    words[0] = "status";
    words[1] = "--server";
    words[2] = "http://127.0.0.1:" + server.getAddress().getPort();
    System.arraycopy(more, 0, words, 3, more.length);
    assertThat(commandLine.execute(words)).isZero();
    return out.toString();
  }

  @Test
  void whatIsDueIsSaidByTitleWithWhoHasToDoWhat() {
    assertThat(status())
        .contains("due approve or reject (treasurers): Pay (proposal 7 in demo)")
        .contains(
            "due decide: reject or override (treasurers), at the latest 2026-12-01T00:00:00Z:"
                + " Pay the [U+202E]bill (proposal 112141…3064 in demo)")
        .contains("missed vote: A late one (proposal 112141…3064 in demo): No key.")
        .doesNotContain(ID);
  }

  @Test
  void wholeIdsAreThereForWhoeverNeedsThem() {
    assertThat(status("--ids")).contains("(proposal " + ID + " in demo)").doesNotContain("…");
  }
}
