package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.probe.ExitingStrategy;
import org.prytany.acceptance.probe.HaltingStrategy;
import org.prytany.acceptance.server.Wars;
import org.prytany.cli.ApiClient;
import org.prytany.cli.ServerProcess;

/**
 * Invariant: a listed plugin that ends the server's process while it starts costs one start if it
 * calls exit, two if nothing can be told from a kill, and no more; the file and the reason are
 * said.
 */
class ExitingPluginIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  void a_plugin_that_exits_is_put_aside_at_the_next_start() throws Exception {
    Path war = Wars.plugin(folder, "exiting.war", "1", ExitingStrategy.class);
    Operator operator = new Operator(folder.resolve("house")).listed(war);

    endsWhileItStarts(operator);

    JsonNode aside = putAside(operator, "1-exiting.war");
    assertThat(aside.path("reason").asText())
        .contains("the server's process exited from within while it started");
  }

  @Test
  void a_plugin_that_halts_the_machine_is_put_aside_after_two_starts() throws Exception {
    Path war = Wars.plugin(folder, "halting.war", "1", HaltingStrategy.class);
    Operator operator = new Operator(folder.resolve("house")).listed(war);

    endsWhileItStarts(operator);
    endsWhileItStarts(operator);

    JsonNode aside = putAside(operator, "1-halting.war");
    assertThat(aside.path("reason").asText())
        .contains("the server's process ended 2 times while it started");
  }

  private static void endsWhileItStarts(Operator operator) throws Exception {
    try (ServerProcess server = operator.start()) {
      assertThat(server.waitFor()).isNotZero();
    }
  }

  private static JsonNode putAside(Operator operator, String file) throws Exception {
    try (ServerProcess server = operator.start();
        ApiClient api = new ApiClient(server.address())) {
      server.awaitOk("/health/live", PATIENCE);
      Asking.until(
          api,
          "/api/v1/plugins",
          list -> has(list, "prytany-policy.war", "ACTIVE") && has(list, file, "QUARANTINED"));
      return find(api.get("/api/v1/plugins"), file);
    }
  }

  private static boolean has(JsonNode list, String file, String state) {
    return find(list, file).path("state").asText().equals(state);
  }

  private static JsonNode find(JsonNode list, String file) {
    for (JsonNode one : list) {
      if (one.path("file").asText().equals(file)) {
        return one;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }
}
