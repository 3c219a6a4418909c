package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.cli.ServerProcess;

/** The audit log of a real server: what it says of a start, and what is done on another log. */
class AuditLogIT {

  /** No local one. The endpoint is never reached, so nothing happens but what the server does. */
  private static final long CHAIN = 4_242;

  @TempDir private Path folder;

  private Operator operator(String governor) {
    return new Operator(folder.resolve("house"))
        .dao("agora", CHAIN, "http://127.0.0.1:1/?key=key-of-the-operator", governor, governor)
        .line("prytany.store.allow-embedded-for-real-chains", "true");
  }

  @Test
  void a_start_is_in_the_log_with_what_changed_and_a_rolled_back_store_refuses_the_next()
      throws Exception {
    String governor = "0x" + "1".repeat(40);
    Operator first = operator(governor);
    run(first);
    Path store = first.store();
    Path copy = folder.resolve("copy");
    copied(store, copy);
    String other = "0x" + "2".repeat(40);
    JsonNode log = run(operator(other).line("prytany.dao.agora.name", "Agora"));

    assertThat(acts(log))
        .contains(
            "server.started",
            "configuration.loaded",
            "dao.configured",
            "plugin.started",
            "server.stopped");
    JsonNode dao = last(log, "dao.configured");
    assertThat(dao.path("details").path("governor.before").asText()).isEqualTo(governor);
    assertThat(dao.path("details").path("governor").asText()).isEqualTo(other);
    assertThat(last(log, "configuration.loaded").path("details").path("added").asText())
        .isEqualTo("prytany.dao.agora.name");
    assertThat(log.toString()).doesNotContain("key-of-the-operator");

    for (String file : List.of("prytany.store", "prytany.store.version")) {
      Files.copy(copy.resolve(file), store.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Operator.Served served = operator(other).serve();

    assertThat(served.exit()).as(served.said()).isNotZero();
    assertThat(served.said())
        .contains("prytany: start refused: STORE_CORRUPT: The audit log cannot be trusted")
        .contains("but the witness has seen entry")
        .contains("prytany.audit.accept-head=")
        .doesNotContain("\tat ");
  }

  @Test
  void what_a_real_chain_needs_is_named_at_once() throws Exception {
    Operator careless =
        new Operator(folder.resolve("house"))
            .dao(
                "agora", CHAIN, "http://chain.example:8545", "0x" + "1".repeat(40), Operator.NOBODY)
            .line("prytany.dao.agora.executor", Operator.NOBODY)
            .line("prytany.store.uri", "mongodb://user:hunter2@db.example/?w=1");
    Operator.Served served = careless.serve();

    assertThat(served.exit()).as(served.said()).isNotZero();
    assertThat(served.said())
        .contains("prytany.dao.agora.rpc-url is plain http to another machine")
        .contains("prytany.dao.agora.approval-threshold is missing")
        .contains("without TLS")
        .contains("has w=1")
        .doesNotContain("hunter2");
  }

  /** Starts and stops a server; gives its log as it was before the stop, and checks its end. */
  private JsonNode run(Operator operator) throws Exception {
    JsonNode log;
    try (ServerProcess server = operator.start();
        ApiClient api = new ApiClient(server.address())) {
      server.awaitOk("/health/live", Duration.ofMinutes(5));
      log = api.get("/api/v1/audit?from=1&limit=1000");
      for (int i = 0; i < 300 && !acts(log).contains("plugin.started"); i++) {
        Thread.sleep(200);
        log = api.get("/api/v1/audit?from=1&limit=1000");
      }
      JsonNode found = api.get("/api/v1/audit/verification");
      assertThat(found.path("intact").asBoolean()).as(found.toString()).isTrue();
      assertThat(found.path("witness").path("unseen").asInt()).isZero();
      assertThat(found.path("head").path("sequence").asLong()).isGreaterThanOrEqualTo(log.size());
    }
    Path witness = operator.store().resolve("audit-witness").resolve("audit.witness");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(witness)))
        .isEqualTo("rw-------");
    return log;
  }

  private static void copied(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String file : List.of("prytany.store", "prytany.store.version")) {
      Files.copy(from.resolve(file), to.resolve(file));
    }
  }

  private static List<String> acts(JsonNode log) {
    return entries(log).stream().map(entry -> entry.path("act").asText()).toList();
  }

  private static JsonNode last(JsonNode log, String act) {
    return entries(log).reversed().stream()
        .filter(entry -> entry.path("act").asText().equals(act))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> entries(JsonNode log) {
    return StreamSupport.stream(log.spliterator(), false).toList();
  }
}
