package org.prytany.acceptance.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.cli.ApiClient;

/**
 * The demo, with the server killed three times: when its votes, its queueing and its execution were
 * sent and not yet confirmed. It has to end with the outcomes of an undisturbed run.
 */
class KilledServerIT {

  @TempDir private Path folder;

  @Test
  void killedBetweenSendingAndConfirmingTheDemoEndsWithTheSameOutcomes() throws Exception {
    Path json = folder.resolve("outcomes.json");
    Path said = folder.resolve("said.txt");
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-Dprytany.home=" + BuiltHouse.installation().home(),
                "-cp",
                BuiltHouse.installation().home().resolve("server/demo/target/dist/lib") + "/*",
                "org.prytany.cli.Main",
                "demo",
                "--once",
                "--kill-at",
                "VOTE,QUEUE,EXECUTE",
                "--json",
                json.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    boolean ended = demo.waitFor(10, TimeUnit.MINUTES);
    demo.destroy();
    String timeline = Files.readString(said);

    assertThat(ended).as(timeline).isTrue();
    assertThat(demo.exitValue()).as(timeline).isZero();
    assertThat(timeline.split("Killed the server \\(kill -9\\): a transaction was sent", -1))
        .as("the server was killed three times while a transaction was on its way: " + timeline)
        .hasSize(4);
    JsonNode outcomes = ApiClient.JSON.readTree(json.toFile());
    assertThat(outcomes.path("differences")).isEmpty();
    assertThat(outcomes.path("proposals").findValuesAsText("state"))
        .containsAll(List.of("EXECUTED", "DEFEATED", "SUCCEEDED"));
  }
}
