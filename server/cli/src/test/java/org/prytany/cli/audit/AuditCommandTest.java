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

class AuditCommandTest {

  private static final String ACCOUNT = "0x" + "a".repeat(40);
  private static final String TRANSACTION = "0x" + "7".repeat(64);

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<LoggedEntry> log = new ArrayList<>();
  private final ObjectNode transaction = ApiClient.JSON.createObjectNode();
  private int oldestState;
  private String sent = "0x1";
  private String verification = "{\"intact\":true}";
  private HttpServer server;

  AuditCommandTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          String answer =
              path.startsWith("/rpc")
                  ? rpc(
                      new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                  : path.contains("verification") ? verification : page(path);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    for (int i = 0; i < 8; i++) {
      append("act-" + i);
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void append(String act) {
    append(act, Map.of("n", "ä" + log.size()));
  }

  private void append(String act, Map<String, String> details) {
    String before = log.isEmpty() ? LoggedEntry.GENESIS : log.getLast().hash();
    log.add(
        sealed(
            new LoggedEntry(
                log.size() + 1,
                Instant.ofEpochSecond(1_800_000_000L + log.size()),
                "server",
                act,
                "subject",
                new TreeMap<>(details),
                before,
                "")));
  }

  private static LoggedEntry sealed(LoggedEntry e) {
    return new LoggedEntry(
        e.sequence(),
        e.at(),
        e.actor(),
        e.act(),
        e.subject(),
        e.details(),
        e.previousHash(),
        e.computedHash());
  }

  private void rewriteFrom(int index) {
    List<LoggedEntry> kept = List.copyOf(log.subList(index, log.size()));
    log.subList(index, log.size()).clear();
    kept.forEach(entry -> append("rewritten"));
  }

  private static JsonNode json(LoggedEntry entry) {
    ObjectNode json = ApiClient.JSON.createObjectNode();
    json.put("sequence", entry.sequence()).put("at", entry.at().toString());
    json.put("actor", entry.actor()).put("act", entry.act()).put("subject", entry.subject());
    entry.details().forEach(json.putObject("details")::put);
    return json.put("previousHash", entry.previousHash()).put("hash", entry.hash());
  }

  private String page(String path) {
    long from = Long.parseLong(path.replaceAll(".*from=(\\d+).*", "$1"));
    var page = ApiClient.JSON.createArrayNode();
    log.stream().filter(entry -> entry.sequence() >= from).limit(3).forEach(e -> page.add(json(e)));
    return page.toString();
  }

  private String rpc(String asked) {
    ObjectNode answer = ApiClient.JSON.createObjectNode();
    if (asked.contains("Receipt")) {
      answer.putObject("result").put("status", "0x1").put("blockNumber", "0x10");
    } else if (asked.contains("eth_blockNumber")) {
      answer.put("result", "0x20");
    } else if (asked.contains("eth_getTransactionCount")) {
      int block = Integer.parseInt(asked.replaceAll(".*\"0x([0-9a-f]{1,3})\"].*", "$1"), 16);
      if (block < oldestState) {
        answer.putObject("error").put("message", "missing trie node");
      } else {
        answer.put("result", block < 0x10 ? "0x0" : sent);
      }
    } else if (asked.contains("eth_getBlockByNumber")) {
      answer.putObject("result").putArray("transactions").add(transaction);
    } else {
      answer.set("result", transaction);
    }
    return answer.toString();
  }

  private void anchor(int entry) {
    transaction.put("hash", TRANSACTION).put("from", ACCOUNT).put("to", ACCOUNT);
    transaction.put("value", "0x0").put("nonce", "0x0").put("blockNumber", "0x10");
    transaction.put("input", new AnchorData(entry, log.get(entry - 1).hash()).hex());
  }

  private Path witness(int... sequences) throws IOException {
    StringBuilder lines = new StringBuilder("# prytany audit witness 1: sequence hash time\n");
    for (int sequence : sequences) {
      lines.append(sequence).append(' ').append(log.get(sequence - 1).hash());
      lines.append(" 2027-01-15T08:00:00.004Z\n");
    }
    Path file = Files.createTempFile(folder, "audit", ".witness");
    return Files.writeString(file, lines.append("9 0xhalf"));
  }

  private Path copy() throws IOException {
    StringBuilder lines = new StringBuilder();
    log.forEach(entry -> lines.append(json(entry)).append('\n'));
    return Files.writeString(folder.resolve("log.jsonl"), lines);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private int run(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine commandLine = Commands.all();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    List<String> words = new ArrayList<>(List.of("audit"));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return commandLine.execute(words.toArray(String[]::new));
  }

  private int verify(Object... arguments) throws IOException {
    List<Object> words = new ArrayList<>(List.of("verify", "--log", copy()));
    words.addAll(List.of(arguments));
    return run(words.toArray());
  }

  @Test
  void anHonestLogIsIntactForServerCopyAndWitness() throws IOException {
    assertThat(run("verify", "--server", address())).isZero();
    assertThat(out.toString())
        .contains("The audit log is intact: 8 entries", log.getLast().hash())
        .contains("Nobody outside the store was asked here");
    assertThat(verify("--witness", witness(1, 2, 3, 4, 5, 6, 7, 8), "--strict")).isZero();
    assertThat(out.toString()).contains("agrees: it saw entry 8 last").doesNotContain("Nobody");
  }

  @Test
  void anExportedLogIsTheOneThatVerifyReads() {
    Path file = folder.resolve("export.jsonl");

    assertThat(run("export", "--server", address(), "--out", file)).isZero();
    assertThat(err.toString()).contains("8 entries.");
    assertThat(run("verify", "--log", file)).isZero();
  }

  @Test
  void aCutTailIsNamedAndEndsWithOne() throws IOException {
    Path witness = witness(1, 2, 3, 4, 5, 6, 7, 8);
    log.subList(5, 8).clear();

    assertThat(verify()).as("nobody outside the store was asked").isZero();
    assertThat(verify("--witness", witness)).isEqualTo(1);
    assertThat(out.toString())
        .contains("NOT as it was written: the log ends at 5, but the witness " + witness)
        .contains("has seen entry 8")
        .contains("find out who could write to the store");
  }

  @Test
  void aRewrittenMiddleIsNamedByEitherServersWitness() throws IOException {
    Path one = witness(1, 3, 5, 7);
    Path two = witness(2, 4, 6, 8);
    assertThat(verify("--witness", one, "--witness", two, "--strict")).isZero();
    assertThat(verify("--witness", one)).isZero();
    assertThat(out.toString()).contains("Note: 4 entries were seen by none of these witnesses");
    rewriteFrom(3);

    assertThat(verify("--witness", one, "--witness", two)).isEqualTo(1);
    assertThat(out.toString()).contains("entry 4 is not the one that the witness " + two);
  }

  @Test
  void anEntryThatNoServerWroteIsAFaultIfAllWitnessesAreGiven() throws IOException {
    Path witness = witness(1, 2, 3, 4, 5, 6, 7, 8);
    append("forged");

    assertThat(verify("--witness", witness)).isZero();
    assertThat(verify("--witness", witness, "--strict")).isEqualTo(1);
    assertThat(out.toString()).contains("1 entry was seen by none", "the first is 9");
  }

  @Test
  void everyFieldOfACopyIsCoveredByItsHash() throws IOException {
    for (String field : List.of("at", "actor", "act", "subject", "previousHash", "hash")) {
      assertThat(changed(field, "2026-01-01T00:00:00Z")).as(field).isEqualTo(1);
      assertThat(changed(field, null)).as(field + " missing").isEqualTo(1);
    }
    assertThat(out.toString()).contains("entry 4 cannot be read");
  }

  private int changed(String field, @org.jspecify.annotations.Nullable String value)
      throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(copy()));
    ObjectNode entry = (ObjectNode) ApiClient.JSON.readTree(lines.get(3));
    if (value == null) {
      entry.remove(field);
    } else {
      entry.put(field, value);
    }
    lines.set(3, entry.toString());
    return run("verify", "--log", Files.write(folder.resolve("changed.jsonl"), lines));
  }

  @Test
  void whatTheServerItselfFoundIsSaidToo() {
    verification =
        "{\"intact\":false,\"firstBroken\":9,\"problem\":\"the log ends at 8, but ...\"}";

    assertThat(run("verify", "--server", address())).isEqualTo(1);
    assertThat(out.toString()).contains("the server itself says that the log ends at 8");
  }

  @Test
  void anAnchorVouchesForTheLogUpToItsEntry() throws IOException {
    anchor(6);
    Object[] asked = {"--anchor", TRANSACTION, "--rpc", address() + "/rpc"};
    assertThat(verify(asked)).isZero();
    assertThat(out.toString())
        .contains("The anchor " + TRANSACTION, ACCOUNT, "agrees: entries 1 to 6 are");
    assertThat(
            verify(
                "--anchor",
                TRANSACTION,
                "--rpc",
                address() + "/rpc",
                "--anchor-account",
                "0x" + "b".repeat(40)))
        .isEqualTo(1);
    assertThat(out.toString()).contains("does not count: " + ACCOUNT + " sent it");
    transaction.put("value", "0x1");
    assertThat(verify(asked)).isEqualTo(1);
    assertThat(out.toString()).contains("the transaction moves value");
    transaction.put("value", "0x0");
    rewriteFrom(4);
    assertThat(verify(asked)).isEqualTo(1);
    assertThat(out.toString())
        .contains("entry 6 is not the one that the anchor")
        .contains("block 16");
    log.subList(4, 8).clear();
    assertThat(verify(asked)).isEqualTo(1);
    assertThat(out.toString()).contains("the log ends at 4, but the anchor");
  }

  @Test
  void anAnchorIsFoundOnTheChainWithoutTheLogsWord() throws IOException {
    anchor(6);
    Object[] asked = {"--rpc", address() + "/rpc", "--anchor-account", ACCOUNT};

    assertThat(verify(asked)).isZero();
    assertThat(out.toString())
        .contains("The anchor " + TRANSACTION, "entries 1 to 6")
        .doesNotContain("were not looked at", "own word");
    rewriteFrom(4);
    assertThat(verify(asked)).isEqualTo(1);
    assertThat(out.toString()).contains("entry 6 is not the one that the anchor");
    log.subList(4, 8).clear();
    assertThat(verify(asked)).isEqualTo(1);
    sent = "0x0";
    assertThat(verify(asked)).isEqualTo(1);
    assertThat(out.toString()).contains("no anchor of " + ACCOUNT + " was found on the chain");
  }

  @Test
  void anEndpointWithoutOldStatesIsAskedForWhatTheLogNamesAndThatIsSaid() throws IOException {
    append("anchor.due", Map.of("account", ACCOUNT));
    append("anchor.signed", Map.of("transaction", TRANSACTION));
    anchor(6);
    sent = "0x2";
    oldestState = 0x1f;

    assertThat(verify("--rpc", address() + "/rpc")).isZero();
    assertThat(out.toString())
        .contains("The anchor " + TRANSACTION, "entries 1 to 6")
        .contains("1 of the 2 transactions", "the endpoint keeps no old states")
        .contains("is the log's own word");
    log.subList(8, 10).clear();
    assertThat(verify("--rpc", address() + "/rpc")).isEqualTo(2);
    assertThat(err.toString()).contains("names no account", "--anchor-account");
  }

  @Test
  void whatToSendForAnAnchorIsPrinted() {
    verification =
        "{\"intact\":true,\"head\":{\"sequence\":8,\"hash\":\"" + log.getLast().hash() + "\"}}";

    assertThat(run("anchor", "--server", address())).isZero();
    assertThat(out.toString()).contains(new AnchorData(8, log.getLast().hash()).hex());
  }

  @Test
  void anAcceptedLogIsCheckedFromWhereItWasAccepted() throws IOException {
    log.remove(3);
    assertThat(verify()).isEqualTo(1);
    String head = "6:" + log.get(4).hash();
    assertThat(verify("--accept-head", head)).isZero();
    assertThat(verify("--accept-head", "6:" + log.get(5).hash())).isEqualTo(1);
    log.remove(6);
    log.remove(5);
    assertThat(verify("--accept-head", head)).isZero();
    log.remove(4);
    assertThat(verify("--accept-head", head)).isEqualTo(1);
  }

  @Test
  void whatWasTakenAsItStandsIsNotChangedAfterwards() throws IOException {
    log.remove(3);
    String standing = LoggedEntry.GENESIS;
    for (LoggedEntry entry : log) {
      standing = entry.asItStands(standing);
    }
    LoggedEntry last = log.getLast();
    String head = last.sequence() + ":" + last.hash();
    log.add(
        sealed(
            new LoggedEntry(
                9,
                last.at(),
                "server",
                "audit.problem-accepted",
                head,
                new TreeMap<>(Map.of("asItStands", standing)),
                last.hash(),
                "")));
    assertThat(verify("--accept-head", head)).isZero();
    LoggedEntry before = log.get(1);
    log.set(1, named(before, "another"));
    assertThat(verify("--accept-head", head)).isEqualTo(1);
    assertThat(out.toString()).contains("entries up to 8 were changed after they were accepted");
    log.set(1, sealed(named(before, "another")));
    assertThat(verify("--accept-head", head)).isEqualTo(1);
    log.set(1, before);
    log.add(2, before);
    assertThat(verify("--accept-head", head)).isEqualTo(1);
    log.remove(2);
    assertThat(verify("--accept-head", head)).isZero();
  }

  private static LoggedEntry named(LoggedEntry e, String actor) {
    return new LoggedEntry(
        e.sequence(), e.at(), actor, e.act(), e.subject(), e.details(), e.previousHash(), e.hash());
  }

  @Test
  void anAnchorAfterWhatWasAcceptedSaysNothingOfWhatIsBefore() throws IOException {
    anchor(6);
    String head = "3:" + log.get(2).hash();
    assertThat(verify("--rpc", address() + "/rpc", "--anchor", TRANSACTION, "--accept-head", head))
        .isZero();
    assertThat(out.toString()).contains("entries 3 to 6 are as they were then");
  }

  @Test
  void whatCannotBeCheckedEndsWithTwoAndSaysWhatToDo() throws IOException {
    assertThat(run("verify", "--log", folder.resolve("absent"))).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be read", "audit export");
    assertThat(verify("--witness", folder.resolve("absent"))).isEqualTo(2);
    assertThat(verify("--witness", Files.writeString(folder.resolve("w"), "hello\n"))).isEqualTo(2);
    assertThat(err.toString()).contains("a line that is no sighting");
    assertThat(verify("--anchor", TRANSACTION)).isEqualTo(2);
    assertThat(err.toString()).contains("--rpc");
    server.stop(0);
    assertThat(run("verify", "--server", address())).isEqualTo(2);
    assertThat(err.toString()).contains("No Prytany server answers at");
    assertThat(run("--help")).isZero();
    assertThat(run("verify", "--help")).isZero();
    assertThat(out.toString()).contains("Exit codes:");
  }

  @Test
  void theExampleOfTheDocumentationIsIntact() throws IOException {
    String page = Files.readString(Path.of("../../docs/audit-log.md"));
    List<String> lines = page.lines().filter(line -> line.startsWith("{\"sequence\"")).toList();
    assertThat(lines).hasSize(2);

    assertThat(run("verify", "--log", Files.write(folder.resolve("example.jsonl"), lines)))
        .isZero();
    String hash = ApiClient.JSON.readTree(lines.getLast()).path("hash").asText();
    assertThat(page).contains(new AnchorData(2, hash).hex());
    String standing = LoggedEntry.GENESIS;
    for (String line : lines) {
      standing = LoggedEntry.of(ApiClient.JSON.readTree(line)).orElseThrow().asItStands(standing);
    }
    assertThat(page).contains("`" + standing + "`");
  }
}
