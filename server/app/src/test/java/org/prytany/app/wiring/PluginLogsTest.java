package org.prytany.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLogsTest {

  @TempDir private Path logs;

  @Test
  void aLongConsoleMovesAsideAndWhoeverWritesGoesOn() throws Exception {
    Path console = PluginLogs.console(logs);
    Process printing =
        new ProcessBuilder("sh", "-c", "echo first; read line; echo second")
            .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
            .start();
    while (!Files.exists(console) || Files.size(console) == 0) {
      Thread.sleep(10);
    }

    PluginLogs.hold(logs, 100);
    assertThat(console).hasContent("first");
    PluginLogs.hold(logs, 3);
    printing.getOutputStream().close();
    printing.waitFor();

    assertThat(console).hasContent("second");
    assertThat(logs.resolve("console.log.1")).hasContent("first");
  }

  @Test
  void theNewestFiveCrashesStay() throws Exception {
    for (int i = 0; i < 8; i++) {
      Path file = Files.writeString(logs.resolve("hs_err_pid" + i + ".log"), "");
      assertThat(file.toFile().setLastModified(1_000_000L * (i + 1))).isTrue();
    }
    Path other = Files.writeString(logs.resolve("messages.log"), "");

    PluginLogs.hold(logs, 100);

    try (Stream<Path> left = Files.list(logs)) {
      assertThat(left)
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Stream.of(other),
                      IntStream.range(3, 8).mapToObj(i -> logs.resolve("hs_err_pid" + i + ".log")))
                  .toList());
    }
  }
}
