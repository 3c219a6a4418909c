package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.probe.ExitingStrategy;
import org.prytany.acceptance.server.Wars;
import org.prytany.cli.ApiClient;
import org.prytany.cli.DigestServer;
import org.prytany.cli.ServerProcess;

/**
 * Invariant: with a process of the plugins' own, what ends that process ends nothing else. The
 * server goes on, the file that ended it is put aside, and the others are there again; and that
 * process does not outlive its server, however that ends.
 */
class PluginsApartIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @Test
  void whatEndsThePluginsProcessEndsNothingElse() throws Exception {
    Path war = Wars.plugin(folder, "exiting.war", "1", ExitingStrategy.class);
    Operator operator = new Operator(folder.resolve("house")).listed(war);
    ServerProcess server = operator.start();
    try (ApiClient api = new ApiClient(server.address())) {
      server.awaitOk("/health/live", PATIENCE);

      allRunBut(api, "1-exiting.war");
      digests(server);

      ProcessHandle plugins = pluginsOf(server);
      plugins.destroyForcibly();
      plugins.onExit().join();
      until(api, list -> active(list) == 0);
      allRunBut(api, "1-exiting.war");
      digests(server);

      ProcessHandle next = pluginsOf(server);
      assertThat(next.pid()).isNotEqualTo(plugins.pid());
      assertThat(server.isAlive()).isTrue();
      server.kill();
      next.onExit().join();
      try (Stream<Path> left = Files.list(folder.resolve("house/plugins-state/process"))) {
        assertThat(left.map(one -> String.valueOf(one.getFileName())))
            .as("sockets of a server that was killed")
            .noneMatch(name -> name.startsWith("link"));
      }
    } finally {
      server.close();
    }
  }

  private static void allRunBut(ApiClient api, String aside) throws Exception {
    until(api, list -> active(list) == 3 && state(list, aside).equals("QUARANTINED"));
  }

  private void digests(ServerProcess server) throws Exception {
    try (ApiClient api =
        new DigestServer(server.address(), Optional.of(Operator.DIGEST_KEY)).client()) {
      ObjectNode text = ApiClient.JSON.createObjectNode();
      text.put("id", "grant");
      text.put("title", "Pay for the library");
      text.put("body", "We propose to pay 100 USDC for the library. It is paid once, in June.");
      text.putArray("actions");
      assertThat(api.post("/api/v1/digest", text).toString()).contains("100 USDC");
    }
  }

  private static ProcessHandle pluginsOf(ServerProcess server) {
    List<ProcessHandle> children = ProcessHandle.of(server.pid()).orElseThrow().children().toList();
    assertThat(children).hasSize(1);
    return children.getFirst();
  }

  /** However long a busy machine takes for it. */
  private static void until(ApiClient api, Predicate<JsonNode> expected) throws Exception {
    while (!expected.test(api.get("/api/v1/plugins"))) {
      Thread.sleep(200);
    }
  }

  private static long active(JsonNode list) {
    long count = 0;
    for (JsonNode one : list) {
      count += one.path("state").asText().equals("ACTIVE") ? 1 : 0;
    }
    return count;
  }

  private static String state(JsonNode list, String file) {
    for (JsonNode one : list) {
      if (one.path("file").asText().equals(file)) {
        return one.path("state").asText();
      }
    }
    return "";
  }
}
