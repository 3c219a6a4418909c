package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What people were told, from the command line. */
class AlertsCommandTest {

  private final AtomicReference<String> asked = new AtomicReference<>("");
  private HttpServer server;
  private int status = 200;
  private String said = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/alerts",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.set(exchange.getRequestURI() + " " + body);
          String answer =
              status == 200
                  ? "{\"channels\":[\"ops\",\"mail\"],\"counts\":{\"sent\":3,\"waiting\":1,\"dead\":0},"
                      + "\"latest\":[{\"at\":\"2026-11-28T10:00:00Z\",\"status\":\"waiting\","
                      + "\"kind\":\"vote-due\",\"channel\":\"ops\",\"dao\":\"demo\","
                      + "\"proposalId\":\"7\",\"attempts\":2,\"lastProblem\":\"no answer\"}]}"
                  : "{\"code\":\"NOT_FOUND\",\"detail\":\"No channel is named 'fax'.\"}";
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine();
    int code = line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute(arguments);
    said = out.toString();
    return code;
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void whatWasToldAndWhatWaitsIsListed() {
    assertThat(run("alerts", "--server", address())).isZero();
    assertThat(said)
        .contains(
            "3 sent, 1 waiting, 0 given up; channels: ops, mail",
            "vote-due",
            "tried 2 times; no answer");
  }

  @Test
  void oneChannelIsTested() {
    assertThat(run("alerts", "test", "ops", "--server", address())).isZero();
    assertThat(asked.get()).isEqualTo("/api/v1/alerts/test {\"channel\":\"ops\"}");
    status = 404;
    assertThat(run("alerts", "test", "fax", "--server", address())).isEqualTo(Main.FAILED);
    assertThat(said).contains("No channel is named 'fax'.");
  }
}
