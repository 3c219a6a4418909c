package org.prytany.check.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.governance.installation.SetValue;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.spi.Address;
import picocli.CommandLine;

/**
 * The invariant: an operator signs for what they entered and for what is ordered already, or for
 * nothing; no value leaves before the signature, and no secret is an argument.
 */
class ConfigCommandTest {

  private static final Address OPERATOR = new Address("0x" + "31".repeat(20));
  private static final String LATEST = "2".repeat(64);

  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();
  private final List<String> posted = new ArrayList<>();
  private String where = "https://dao.example";
  private String latest = LATEST;
  private boolean othersValues;
  private HttpServer server;
  private String said = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/plugins/chat/settings",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String query = exchange.getRequestURI().getQuery();
          asked.add(exchange.getRequestURI().toString());
          if (exchange.getRequestMethod().equals("POST")) {
            posted.add(body);
          }
          byte[] bytes =
              (query == null ? settings() : order(query)).getBytes(StandardCharsets.UTF_8);
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

  private String settings() {
    return """
        {"plugin": "chat", "version": "1.0", "latest": "%s", "onTrial": false,
         "takenBack": "no \\u001b[31mstart",
         "settings": [
           {"name": "room", "from": "order", "expected": "a text", "hash": "%s"},
           {"name": "token", "from": "nothing", "expected": "a text", "secret": true,
            "required": true}],
         "others": [{"name": "old", "hash": "%s"}]}
        """
        .formatted(latest, "3".repeat(64), "4".repeat(64));
  }

  private String order(String query) {
    String values = query.replaceFirst(".*values=", "");
    return "{\"binds\":[\"Values\"],\"typedData\":"
        + new SettingsOrder(
                31337,
                new Address("0x" + "60".repeat(20)),
                where,
                "chat",
                names(query, "&set="),
                names(query, "&unset="),
                othersValues ? "9".repeat(64) : values,
                latest,
                OPERATOR,
                "7".repeat(64),
                1_800_000_000,
                "")
            .data()
            .json()
        + "}";
  }

  private static List<String> names(String query, String parameter) {
    String from = query.substring(query.indexOf(parameter) + parameter.length());
    String names = from.substring(0, from.indexOf('&'));
    return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
  }

  @Test
  void what_is_set_is_shown_by_where_it_comes_from() {
    assertThat(run("config", "chat", "--server", address())).as(said).isZero();
    assertThat(said)
        .contains("room: from the order; a text", "token: not set; a text; required; a secret")
        .contains("old: from an order, and this version does not know it", "taken back: no ")
        .doesNotContain("\u001b");
  }

  @Test
  void what_was_signed_is_handed_in_with_the_values_behind_it() throws IOException {
    Path secret = Files.writeString(folder.resolve("token"), "tell-nobody\n");
    String[] command = {"room=court", "--from-file", "token=" + secret};

    assertThat(set(command)).as(said).isZero();
    assertThat(said)
        .contains("Values", "message hash", "room = court", "token = from a file")
        .doesNotContain("tell-nobody");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("order.json.salts"))))
        .isEqualTo("rw-------");
    assertThat(asked.toString()).doesNotContain("tell-nobody", "court");
    assertThat(posted).isEmpty();

    assertThat(set(command[0], command[1], command[2], "--signature", "0xab")).as(said).isZero();
    JsonNode body = ApiClient.JSON.readTree(posted.getFirst());
    SetValue room = value(body, "room");
    SetValue token = value(body, "token");
    assertThat(List.of(room.value(), token.value())).containsExactly("court", "tell-nobody");
    assertThat(room.salt()).isNotEqualTo(token.salt());
    assertThat(body.path("values").asText())
        .isEqualTo(
            "0x"
                + SetValue.hashOfHashes(
                    Map.of(
                        "room", room.hash("room"),
                        "token", token.hash("token"),
                        "old", "4".repeat(64))));
    assertThat(folder.resolve("order.json.salts")).doesNotExist();
  }

  private static SetValue value(JsonNode body, String name) {
    JsonNode its = body.path("salted").path(name);
    return new SetValue(its.path("value").asText(), its.path("salt").asText());
  }

  @Test
  void what_an_order_set_is_taken_back() throws IOException {
    assertThat(change("unset", "old")).as(said).isZero();
    assertThat(change("unset", "old", "--signature", "0xab")).as(said).isZero();
    JsonNode body = ApiClient.JSON.readTree(posted.getFirst());
    assertThat(body.path("unset").toString()).isEqualTo("[\"old\"]");
    assertThat(body.path("values").asText())
        .isEqualTo("0x" + SetValue.hashOfHashes(Map.of("room", "3".repeat(64))));
  }

  @Test
  void a_secret_is_no_argument() {
    assertThat(set("token=tell-nobody")).isNotZero();
    assertThat(said).contains("'token' is a secret").doesNotContain("tell-nobody");
    assertThat(set("token=tell-nobody", "--signature", "0xab")).isNotZero();
    assertThat(said).contains("'token' is a secret").doesNotContain("tell-nobody");
    assertThat(folder.resolve("order.json")).doesNotExist();
  }

  @Test
  void a_setting_is_said_once_in_one_way() throws IOException {
    Path secret = Files.writeString(folder.resolve("token"), "tell-nobody\n");
    assertThat(set("token=x", "--from-file", "token=" + secret)).isNotZero();
    assertThat(said).contains("'token' is not said once");
    assertThat(asked).isEmpty();
  }

  @Test
  void a_server_that_asks_for_anything_else_is_not_followed() {
    where = "https://other.example";
    assertThat(set("room=court")).isNotZero();
    where = "https://dao.example";
    othersValues = true;
    assertThat(set("room=court")).isNotZero();
    assertThat(said).contains("is not what you asked for");
    assertThat(folder.resolve("order.json")).doesNotExist();
  }

  @Test
  void other_values_or_another_state_than_was_signed_are_not_handed_in() {
    assertThat(set("room=court")).as(said).isZero();
    assertThat(set("room=cellar", "--signature", "0xab")).isNotZero();
    latest = "5".repeat(64);
    assertThat(set("room=court", "--signature", "0xab")).isNotZero();
    assertThat(posted).isEmpty();
  }

  private int set(String... arguments) {
    return change("set", arguments);
  }

  private int change(String what, String... arguments) {
    List<String> all = new ArrayList<>(List.of("config", "chat", what));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--operator", OPERATOR.hex(), "--origin", "https://DAO.example"));
    all.addAll(List.of("--server", address(), "--out", folder.resolve("order.json").toString()));
    return run(all.toArray(String[]::new));
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private int run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new PluginCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    int code = line.execute(arguments);
    said = out.toString();
    return code;
  }
}
