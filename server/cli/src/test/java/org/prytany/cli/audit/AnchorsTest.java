package org.prytany.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Commands;
import picocli.CommandLine;

/** Every anchor of an account is held against the log, and none hides another. */
class AnchorsTest {

  private static final String ACCOUNT = "0x" + "a".repeat(40);
  private static final String OTHER = "0x" + "b".repeat(40);

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final List<LoggedEntry> log = new ArrayList<>();
  private final List<ObjectNode> transactions = new ArrayList<>();
  private final HttpServer server;
  private int oldestState;
  private int asked;

  AnchorsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          JsonNode question = ApiClient.JSON.readTree(exchange.getRequestBody());
          byte[] bytes = answer(question).toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    for (int i = 0; i < 20; i++) {
      append(log, "act-" + i, Map.of());
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void eachAnchorIsSaidWithTheEntriesThatItCovers() throws IOException {
    String first = anchor(ACCOUNT, 5, 100);
    String second = anchor(ACCOUNT, 12, 3_000);
    assertThat(verify(ACCOUNT)).isZero();
    assertThat(out.toString())
        .contains("The anchor " + first + " of " + ACCOUNT + " in block 100 agrees")
        .contains("entries 1 to 5")
        .contains("The anchor " + second + " of " + ACCOUNT + " in block 3000 agrees")
        .contains("entries 1 to 12");
  }

  @Test
  void anAnchorOfARewrittenLogDoesNotHideAnHonestEarlierOne() throws IOException {
    String honest = anchor(ACCOUNT, 5, 100);
    rewriteFrom(3);
    String forged = anchor(ACCOUNT, 15, 200);
    assertThat(verify(ACCOUNT)).isEqualTo(1);
    assertThat(out.toString())
        .contains("entry 5 is not the one that the anchor " + honest)
        .contains("The anchor " + forged, "agrees");
  }

  @Test
  void aForgedAnchorIsNamedAndHidesNoneBeforeOrAfterIt() throws IOException {
    String before = anchor(ACCOUNT, 5, 100);
    String after = anchor(ACCOUNT, 18, 200);
    List<LoggedEntry> own = List.copyOf(log);
    rewriteFrom(7);
    String forged = anchor(ACCOUNT, 9, 300);
    log.clear();
    log.addAll(own);
    String last = anchor(ACCOUNT, 19, 400);
    assertThat(verify(ACCOUNT)).isEqualTo(1);
    assertThat(out.toString())
        .contains("FORGED: the anchor " + forged)
        .contains("already in block 200 (anchor " + after + ")")
        .contains("The anchor " + before + " of " + ACCOUNT + " in block 100 agrees")
        .contains("The anchor " + after + " of " + ACCOUNT + " in block 200 agrees")
        .contains("The anchor " + last + " of " + ACCOUNT + " in block 400 agrees")
        .doesNotContain("NOT as it was written");
  }

  @Test
  void anAnchorThatTheLogDoesNotReachIsToldBesideTheOthers() throws IOException {
    String first = anchor(ACCOUNT, 5, 100);
    String last = anchor(ACCOUNT, 18, 200);
    log.subList(10, 20).clear();
    assertThat(verify(ACCOUNT)).isEqualTo(1);
    assertThat(out.toString())
        .contains("the log ends at 10, but the anchor " + last)
        .contains("The anchor " + first + " of " + ACCOUNT + " in block 100 agrees");
  }

  @Test
  void everyAccountThatIsToldIsLookedAt() throws IOException {
    String one = anchor(ACCOUNT, 5, 100);
    String two = anchor(OTHER, 9, 200);
    assertThat(verify(ACCOUNT, OTHER)).isZero();
    assertThat(out.toString()).contains(one, two);
    rewriteFrom(7);
    assertThat(verify(ACCOUNT)).isZero();
    assertThat(verify(ACCOUNT, OTHER)).isEqualTo(1);
  }

  @Test
  void everyAccountThatTheLogNamesIsLookedAtOrToldAbout() throws IOException {
    append(log, "anchor.due", Map.of("account", ACCOUNT));
    append(log, "anchor.due", Map.of("account", OTHER));
    String one = anchor(ACCOUNT, 5, 100);
    String two = anchor(OTHER, 9, 200);
    assertThat(verify()).isZero();
    assertThat(out.toString()).contains(one, two, "is the log's own word");
    assertThat(verify(ACCOUNT)).isZero();
    assertThat(out.toString()).contains("Note: the log also names " + OTHER);
  }

  @Test
  void whatIsNoAnchorIsPassedOver() throws IOException {
    String first = anchor(ACCOUNT, 5, 100);
    anchor(ACCOUNT, 6, 150);
    transactions.getLast().put("input", "0x");
    String last = anchor(ACCOUNT, 9, 200);
    assertThat(verify(ACCOUNT)).isZero();
    assertThat(out.toString()).contains(first, last).doesNotContain("block 150");
  }

  @Test
  void whatTheLogNamesSavesTheSearchAndIsHeldAgainstTheChain() throws IOException {
    for (int i = 1; i <= 10; i++) {
      String hash = anchor(ACCOUNT, i, 400 * i);
      append(log, "anchor.signed", Map.of("transaction", hash));
    }
    assertThat(verify(ACCOUNT)).isZero();
    assertThat(asked).isLessThan(50);
    String unnamed = anchor(ACCOUNT, 15, 4_050);
    asked = 0;
    assertThat(verify(ACCOUNT)).isZero();
    assertThat(out.toString()).contains(unnamed, "entries 1 to 15");
    assertThat(asked).isLessThan(80);
  }

  @Test
  void withoutOldStatesItIsSaidHowManyTransactionsWereNotLookedAt() throws IOException {
    String named = anchor(ACCOUNT, 5, 100);
    anchor(ACCOUNT, 9, 200);
    append(log, "anchor.signed", Map.of("transaction", named));
    oldestState = 4_999;
    assertThat(verify(ACCOUNT)).isZero();
    assertThat(out.toString())
        .contains(named)
        .contains("1 of the 2 transactions of " + ACCOUNT + " was not looked at")
        .contains("archive");
  }

  @Test
  void whatStandsAfterABreakIsNotCompared() throws IOException {
    String before = anchor(ACCOUNT, 5, 100);
    String after = anchor(ACCOUNT, 12, 200);
    log.remove(8);
    assertThat(verify(ACCOUNT)).isEqualTo(1);
    assertThat(out.toString())
        .contains("The anchor " + before, "agrees")
        .contains("The anchor " + after + " of " + ACCOUNT + " in block 200 was not compared");
  }

  private static void append(List<LoggedEntry> to, String act, Map<String, String> details) {
    String before = to.isEmpty() ? LoggedEntry.GENESIS : to.getLast().hash();
    LoggedEntry entry =
        new LoggedEntry(
            to.size() + 1,
            Instant.ofEpochSecond(1_800_000_000L + to.size()),
            "server",
            act,
            "subject",
            new TreeMap<>(details),
            before,
            "");
    to.add(
        new LoggedEntry(
            entry.sequence(),
            entry.at(),
            entry.actor(),
            entry.act(),
            entry.subject(),
            entry.details(),
            entry.previousHash(),
            entry.computedHash()));
  }

  private void rewriteFrom(int index) {
    int size = log.size();
    log.subList(index, size).clear();
    while (log.size() < size) {
      append(log, "rewritten", Map.of());
    }
  }

  /** Anchors an entry as it is now; the account's next transaction, whatever its block. */
  private String anchor(String account, int entry, int block) {
    long nonce =
        transactions.stream().filter(one -> one.path("from").asText().equals(account)).count();
    String hash = "0x" + String.format("%064x", transactions.size() + 1);
    ObjectNode transaction = ApiClient.JSON.createObjectNode();
    transaction.put("hash", hash).put("from", account).put("to", account).put("value", "0x0");
    transaction.put("nonce", "0x" + Long.toHexString(nonce));
    transaction.put("blockNumber", "0x" + Integer.toHexString(block));
    transaction.put("input", new AnchorData(entry, log.get(entry - 1).hash()).hex());
    transactions.add(transaction);
    return hash;
  }

  private JsonNode answer(JsonNode question) {
    asked++;
    ObjectNode answer = ApiClient.JSON.createObjectNode();
    String first = question.path("params").path(0).asText();
    switch (question.path("method").asText()) {
      case "eth_blockNumber" -> answer.put("result", "0x1388");
      case "eth_getTransactionCount" -> {
        int block = Integer.decode(question.path("params").path(1).asText());
        if (block < oldestState) {
          answer.putObject("error").put("message", "missing trie node");
        } else {
          long count =
              transactions.stream()
                  .filter(one -> one.path("from").asText().equals(first))
                  .filter(one -> Integer.decode(one.path("blockNumber").asText()) <= block)
                  .count();
          answer.put("result", "0x" + Long.toHexString(count));
        }
      }
      case "eth_getBlockByNumber" -> {
        var list = answer.putObject("result").putArray("transactions");
        transactions.stream()
            .filter(one -> one.path("blockNumber").asText().equals(first))
            .forEach(list::add);
      }
      default -> {
        transactions.stream()
            .filter(one -> one.path("hash").asText().equals(first))
            .findFirst()
            .ifPresent(
                one -> {
                  if (question.path("method").asText().contains("Receipt")) {
                    answer
                        .putObject("result")
                        .put("status", "0x1")
                        .put("blockNumber", one.path("blockNumber").asText());
                  } else {
                    answer.set("result", one);
                  }
                });
      }
    }
    return answer;
  }

  private int verify(String... accounts) throws IOException {
    out.getBuffer().setLength(0);
    StringBuilder lines = new StringBuilder();
    log.forEach(entry -> lines.append(json(entry)).append('\n'));
    Path copy = Files.writeString(folder.resolve("log.jsonl"), lines);
    List<String> words =
        new ArrayList<>(
            List.of(
                "audit",
                "verify",
                "--log",
                copy.toString(),
                "--rpc",
                "http://127.0.0.1:" + server.getAddress().getPort()));
    for (String account : accounts) {
      words.addAll(List.of("--anchor-account", account));
    }
    CommandLine command = Commands.all();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(out, true));
    return command.execute(words.toArray(String[]::new));
  }

  private static JsonNode json(LoggedEntry entry) {
    ObjectNode json = ApiClient.JSON.createObjectNode();
    json.put("sequence", entry.sequence()).put("at", entry.at().toString());
    json.put("actor", entry.actor()).put("act", entry.act()).put("subject", entry.subject());
    entry.details().forEach(json.putObject("details")::put);
    return json.put("previousHash", entry.previousHash()).put("hash", entry.hash());
  }
}
