package org.prytany.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.governance.statement.PolicyConfirmation;
import org.prytany.rules.Policy;
import org.prytany.spi.Address;

/**
 * The invariant: an operator is asked to sign for the file that they have at hand, or for nothing,
 * whatever the server says.
 */
class ConfirmCommandTest {

  private static final Address OPERATOR = new Address("0x" + "31".repeat(20));
  private static final String MINE = "version: 1\nrules: []\n";

  @TempDir private Path folder;
  private final List<String> posted = new ArrayList<>();
  private HttpServer server;
  private String typed = "";

  @BeforeEach
  void serve() throws IOException {
    typed = confirmation(Policy.sha256(MINE), OPERATOR).data().json();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/rules/",
        exchange -> {
          boolean post = exchange.getRequestMethod().equals("POST");
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (post) {
            posted.add(new String(body, StandardCharsets.UTF_8));
          }
          String answer =
              post
                  ? "{\"strategy\":\"policy-cel 1\"}"
                  : "{\"binds\":[\"One file\"],\"typedData\":" + typed + "}";
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(post ? 201 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    Files.writeString(folder.resolve("policy.yaml"), MINE);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void what_is_to_be_signed_is_written_then_handed_in() throws IOException {
    Called first = confirm();
    assertThat(first.exit()).isZero();
    assertThat(first.out()).contains("One file", "message hash");
    Called second = confirm("--signature", "0xab");
    assertThat(second.out()).contains("In force: policy-cel 1");
    assertThat(posted).hasSize(1);
    assertThat(ApiClient.JSON.readTree(posted.getFirst()).path("sha256").asText())
        .isEqualTo("0x" + Policy.sha256(MINE));
    assertThat(ApiClient.JSON.readTree(posted.getFirst()).path("governor").asText())
        .isEqualToIgnoringCase("0x" + "60".repeat(20));
    assertThat(ApiClient.JSON.readTree(posted.getFirst()).path("signature").asText())
        .isEqualTo("0xab");
  }

  @Test
  void a_server_that_asks_for_anything_else_is_not_followed() throws IOException {
    String mine = typed;
    for (String other :
        List.of(
            confirmation(Policy.sha256("version: 2\n"), OPERATOR).data().json(),
            confirmation(Policy.sha256(MINE), new Address("0x" + "32".repeat(20))).data().json(),
            mine.replace("confirm-policy", "decide"),
            mine.replace("PrytanyPolicy", "PrytanyDecision"),
            mine.replace("\"message\":{", "\"message\":{\"spender\":\"0x01\","),
            "{}")) {
      assertThat(other).isNotEqualTo(mine);
      typed = other;
      assertThat(confirm().exit()).as(other).isEqualTo(2);
      assertThat(folder.resolve("order.json")).doesNotExist();
    }
  }

  /** The file changed between the first call and the second. */
  @Test
  void another_file_than_the_one_signed_for_is_not_handed_in() throws IOException {
    assertThat(confirm().exit()).isZero();
    Files.writeString(folder.resolve("policy.yaml"), MINE + "# more\n");
    assertThat(confirm("--signature", "0xab").exit()).isEqualTo(2);
    assertThat(posted).isEmpty();
  }

  private Called confirm(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "confirm",
                folder.resolve("policy.yaml").toString(),
                "--operator",
                OPERATOR.hex(),
                "--out",
                folder.resolve("order.json").toString(),
                "--server",
                "http://127.0.0.1:" + server.getAddress().getPort()));
    arguments.addAll(List.of(more));
    return Called.with(arguments.toArray(String[]::new));
  }

  private static PolicyConfirmation confirmation(String sha256, Address operator) {
    return new PolicyConfirmation(
        31337,
        new Address("0x" + "60".repeat(20)),
        sha256,
        "a".repeat(64),
        operator,
        1_800_000_000,
        "");
  }
}
