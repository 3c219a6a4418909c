package org.prytany.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import picocli.CommandLine;

/** An operator signs what they asked for, or nothing. */
class DecideCommandTest {

  private static final Address OPERATOR = new Address("0x" + "31".repeat(20));

  @TempDir private Path folder;
  private final List<String> posted = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private int refusals;
  private HttpServer server;
  private String said = "";
  private OperatorDecision offered = decision(Support.AGAINST, "too large");

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/daos/demo/proposals/7/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String answer;
          keys.addAll(exchange.getRequestHeaders().getOrDefault("Prytany-Key", List.of()));
          if (refusals > 0) {
            refusals--;
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
            return;
          }
          if (exchange.getRequestMethod().equals("POST")) {
            posted.add(new String(body, StandardCharsets.UTF_8));
            answer = "{\"support\":\"against\",\"plugin\":\"operator " + OPERATOR + "\"}";
          } else {
            answer = "{\"binds\":[\"One vote\"],\"typedData\":" + offered.data().json() + "}";
          }
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

  @Test
  void whatIsToBeSignedIsWrittenThenHandedIn() throws IOException {
    assertThat(run()).isZero();
    assertThat(said).contains("One vote", "digest");
    assertThat(Files.readString(folder.resolve("d.json"))).contains("PrytanyDecision");

    assertThat(run("--signature", "0x" + "ab".repeat(65))).isZero();
    assertThat(posted)
        .singleElement()
        .satisfies(
            body -> assertThat(body).contains("too large", "\"signature\":\"0xabab", "counter"));
    assertThat(said).contains("Recorded: vote against");
  }

  @Test
  void aServerThatOffersAnotherVoteIsNotFollowed() {
    offered = decision(Support.FOR, "too large");
    assertThat(run()).isNotZero();
    assertThat(folder.resolve("d.json")).doesNotExist();
    offered = decision(Support.AGAINST, "other words");
    assertThat(run()).isNotZero();
    assertThat(folder.resolve("d.json")).doesNotExist();
  }

  @Test
  void itIsTriedUntilItGetsThroughAndSaysWhatElseToDo() throws IOException {
    refusals = 3;
    assertThat(run()).isZero();
    assertThat(said).containsOnlyOnce("asked too often").contains("--key-file", "signs in");
    refusals = 3;
    assertThat(run("--signature", "0x" + "ab".repeat(65))).isZero();
    assertThat(posted).hasSize(1);

    Path key = Files.writeString(folder.resolve("key"), "k".repeat(32) + "\n");
    assertThat(run("--key-file", key.toString())).isZero();
    assertThat(keys).contains("k".repeat(32));
  }

  private int run(String... more) {
    StringWriter out = new StringWriter();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "demo",
                "7",
                "against",
                "--reason",
                "too large",
                "--operator",
                OPERATOR.hex(),
                "--file",
                folder.resolve("d.json").toString(),
                "--server",
                "http://127.0.0.1:" + server.getAddress().getPort()));
    arguments.addAll(List.of(more));
    int code =
        new CommandLine(new DecideCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(arguments.toArray(String[]::new));
    said = out.toString();
    return code;
  }

  private static OperatorDecision decision(Support support, String reason) {
    return new OperatorDecision(
        new ProposalKey(31337, new Address("0x" + "60".repeat(20)), BigInteger.valueOf(7)),
        support,
        reason,
        OPERATOR,
        new Address("0x" + "11".repeat(20)),
        1,
        1_800_000_000,
        "0x" + "aa".repeat(32),
        "0x" + "00".repeat(32),
        "",
        Optional.empty());
  }
}
