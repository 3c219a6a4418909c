package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.probe.DyingDigester;
import org.prytany.acceptance.probe.ExitingStrategy;
import org.prytany.acceptance.probe.HaltingStrategy;
import org.prytany.acceptance.server.Wars;
import org.prytany.cli.ApiClient;
import org.prytany.cli.DigestServer;
import org.prytany.cli.ServerProcess;

/**
 * Invariant: whatever a listed plugin does to the process that it is in, the server goes on, and
 * nobody has to start it again. Those that end it while they start cost it one start if they call
 * exit, two if nothing can be told from a kill, and no more; the files and the reasons are said,
 * and the others run.
 */
class ExitingPluginIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  void plugins_that_end_their_process_while_they_start_are_put_aside_and_the_server_goes_on()
      throws Exception {
    Operator operator =
        new Operator(folder.resolve("house"))
            .listed(Wars.plugin(folder, "exiting.war", "1", ExitingStrategy.class))
            .listed(Wars.plugin(folder, "halting.war", "1", HaltingStrategy.class));
    try (ServerProcess server = operator.start();
        ApiClient api = new ApiClient(server.address())) {
      server.awaitOk("/health/live", PATIENCE);
      long pid = server.pid();

      JsonNode all = api.get("/api/v1/plugins");
      while (!settled(all)) {
        Thread.sleep(200);
        all = api.get("/api/v1/plugins");
      }

      assertThat(find(all, "1-exiting.war").path("reason").asText())
          .contains("the plugins' process exited from within while it started");
      assertThat(find(all, "1-halting.war").path("reason").asText())
          .contains("the plugins' process ended 2 times while it started");
      assertThat(server.isAlive()).isTrue();
      assertThat(server.pid()).isEqualTo(pid);
      Asking.untilStatus(api, "/health/live", 200);
    }
  }

  @Test
  void what_ends_the_process_of_plugins_in_a_call_ends_nothing_else() throws Exception {
    Operator operator =
        new Operator(folder.resolve("house"))
            .line("prytany.plugins.use.digester", "digester-dying")
            .listed(Wars.plugin(folder, "dying.war", "1", DyingDigester.class));
    try (ServerProcess server = operator.start();
        ApiClient api =
            new DigestServer(server.address(), Optional.of(Operator.DIGEST_KEY)).client()) {
      server.awaitOk("/health/live", PATIENCE);
      untilDigested(api);
      for (String how :
          List.of("calls exit", "halts", "fills the heap", "crashes in native code")) {
        ProcessHandle plugins = pluginsOf(server);

        assertThatThrownBy(() -> digest(api, "Nothing that " + how))
            .as(how)
            .isInstanceOf(ApiClient.Problem.class)
            .hasMessageContaining("ask again");

        assertThat(plugins.onExit().join().isAlive()).as(how).isFalse();
        Asking.untilStatus(api, "/health/live", 200);
        untilDigested(api);
        assertThat(pluginsOf(server).pid()).as(how).isNotEqualTo(plugins.pid());
        assertThat(server.isAlive()).as(how).isTrue();
      }
      assertThat(find(api.get("/api/v1/plugins"), "prytany-policy.war").path("state").asText())
          .isEqualTo("ACTIVE");
    }
  }

  private static ProcessHandle pluginsOf(ServerProcess server) {
    List<ProcessHandle> children = ProcessHandle.of(server.pid()).orElseThrow().children().toList();
    assertThat(children).hasSize(1);
    return children.getFirst();
  }

  private static void untilDigested(ApiClient api) throws Exception {
    while (true) {
      try {
        assertThat(digest(api, "Nothing is asked.").toString()).contains("Nothing");
        return;
      } catch (ApiClient.Problem e) {
        Thread.sleep(250);
      }
    }
  }

  private static JsonNode digest(ApiClient api, String text) throws Exception {
    return api.post("/api/v1/digest", ApiClient.JSON.createObjectNode().put("body", text));
  }

  private static boolean settled(JsonNode list) {
    return has(list, "prytany-policy.war", "ACTIVE")
        && has(list, "prytany-digest.war", "ACTIVE")
        && has(list, "1-exiting.war", "QUARANTINED")
        && has(list, "1-halting.war", "QUARANTINED");
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
    return MissingNode.getInstance();
  }
}
