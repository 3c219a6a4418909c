package org.prytany.check.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.host.inspect.Inspection;
import org.prytany.spi.Address;
import picocli.CommandLine;

/**
 * The invariant: an operator is asked to sign for the very file that they have at hand, and for
 * what they asked, or for nothing, whatever the server says.
 */
class SignedOrderTest {

  private static final Address OPERATOR = new Address("0x" + "31".repeat(20));

  @TempDir private Path folder;
  private final List<String> posted = new ArrayList<>();
  private HttpServer server;
  private Path war;
  private String sha256;
  private String typed;
  private String report =
      "{\"id\":\"votes\",\"version\":\"1.0\",\"waits\":true,\"changes\":[\"\\u001b[31mred\"]}";
  private String said = "";
  private String where = "https://dao.example";
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void serve() throws IOException {
    war = folder.resolve("votes.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      zip.putNextEntry(new ZipEntry("META-INF/prytany-plugin.json"));
      zip.write(
          "{\"id\": \"votes\", \"version\": \"1.0\", \"spi\": \"[0.1,9.0)\", \"kinds\": [\"strategy\"]}"
              .getBytes(StandardCharsets.UTF_8));
    }
    sha256 = Inspection.sha256(war);
    typed = order(Action.INSTALL, "votes", sha256, OPERATOR);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String path = exchange.getRequestURI().getPath();
          asked.add(exchange.getRequestURI().toString());
          if (exchange.getRequestMethod().equals("POST")) {
            posted.add(path + " " + new String(body, StandardCharsets.ISO_8859_1));
          }
          String answer =
              switch (path) {
                case "/api/v1/daos" -> "[{\"chainId\":31337}]";
                case "/api/v1/session/nonce" -> "{\"nonce\":\"abcdefgh12345678\"}";
                case "/api/v1/session" -> "{\"token\":\"t\"}";
                case "/api/v1/plugins/uploads" -> report;
                case "/api/v1/plugins/orders" -> "{}";
                default -> "{\"binds\":[\"One file\"],\"typedData\":" + typed + "}";
              };
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String order(Action action, String plugin, String sha256, Address operator) {
    return new PluginOrder(
            31337,
            new Address("0x" + "60".repeat(20)),
            action,
            where,
            plugin,
            "1.0",
            sha256,
            PluginOrder.NOTHING,
            operator,
            "7".repeat(64),
            1_800_000_000,
            "")
        .data()
        .json();
  }

  @Test
  void what_is_to_be_signed_is_written_then_handed_in() throws IOException {
    assertThat(run("approve", war.toString())).as(said).isZero();
    assertThat(said).contains("One file", "message hash");
    assertThat(run("approve", war.toString(), "--signature", "0xab")).as(said).isZero();
    assertThat(posted).hasSize(1);
    String body = posted.getFirst().substring(posted.getFirst().indexOf('{'));
    assertThat(ApiClient.JSON.readTree(body).path("sha256").asText()).isEqualTo("0x" + sha256);
    assertThat(ApiClient.JSON.readTree(body).path("signature").asText()).isEqualTo("0xab");
  }

  @Test
  void a_server_that_asks_for_anything_else_is_not_followed() {
    String mine = typed;
    for (String other :
        Stream.of(
                order(Action.INSTALL, "votes", "f".repeat(64), OPERATOR),
                order(Action.INSTALL, "other", sha256, OPERATOR),
                order(Action.REMOVE, "votes", sha256, OPERATOR),
                order(Action.INSTALL, "votes", sha256, new Address("0x" + "32".repeat(20))),
                mine.replace("PrytanyPlugin", "PrytanyPolicy"),
                mine.replace("\"message\":{", "\"message\":{\"spender\":\"0x01\","),
                "{}")
            .toList()) {
      assertThat(other).isNotEqualTo(mine);
      typed = other;
      assertThat(run("approve", war.toString())).as(other).isEqualTo(1);
      assertThat(folder.resolve("order.json")).doesNotExist();
    }
  }

  @Test
  void what_is_for_another_server_than_the_one_that_is_asked_is_not_written() {
    where = "https://other.example";
    typed = order(Action.INSTALL, "votes", sha256, OPERATOR);

    assertThat(run("approve", war.toString())).isNotZero();

    assertThat(said).contains("for the server at https://other.example, and you asked https://dao");
    assertThat(folder.resolve("order.json")).doesNotExist();
    assertThat(asked).anyMatch(one -> one.contains("server=https%3A%2F%2Fdao.example&"));
  }

  @Test
  void a_downgrade_and_a_removal_have_to_be_meant() {
    typed = order(Action.DOWNGRADE, "votes", sha256, OPERATOR);
    assertThat(run("approve", war.toString())).isNotZero();
    assertThat(folder.resolve("order.json")).doesNotExist();
    assertThat(run("approve", war.toString(), "--downgrade")).as(said).isZero();

    typed = order(Action.REMOVE, "votes", sha256, OPERATOR);
    assertThat(run("retire", "other")).isNotZero();
    assertThat(run("retire", "votes")).as(said).isZero();
  }

  @Test
  void another_file_than_the_one_signed_for_is_not_handed_in() throws IOException {
    assertThat(run("approve", war.toString())).as(said).isZero();
    Files.write(war, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
    assertThat(run("approve", war.toString(), "--signature", "0xab")).isNotZero();
    assertThat(posted).isEmpty();
  }

  @Test
  void an_upload_signs_in_sends_the_file_and_prints_the_report() throws IOException {
    assertThat(run("upload", war.toString())).as(said).isZero();
    assertThat(posted).isEmpty();
    assertThat(Files.readString(folder.resolve("order.json")))
        .contains("wants you to sign in", "Chain ID: 31337", "Nonce: abcdefgh12345678")
        .doesNotEndWith("\n");
    assertThat(run("upload", war.toString(), "--signature", "0xab")).as(said).isZero();
    assertThat(posted.getLast()).startsWith("/api/v1/plugins/uploads PK");
    assertThat(said).contains("votes 1.0").doesNotContain("\u001b");

    report = "{\"waits\":false,\"refusals\":[{\"reason\":\"it has a servlet\",\"next\":\"Do.\"}]}";
    assertThat(run("upload", war.toString(), "--signature", "0xab")).isEqualTo(1);
    assertThat(said).contains("REFUSED: it has a servlet. Do.");
  }

  private int run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new PluginCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--operator",
            OPERATOR.hex(),
            "--origin",
            "https://dao.example",
            "--out",
            folder.resolve("order.json").toString(),
            "--server",
            "http://127.0.0.1:" + server.getAddress().getPort()));
    int code = line.execute(all.toArray(String[]::new));
    said = out.toString();
    return code;
  }
}
