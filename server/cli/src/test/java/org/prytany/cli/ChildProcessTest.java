package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  @TempDir private Path folder;

  @Test
  void onlyWhatItSaidItselfIsItsOwn() throws Exception {
    Path console = Files.writeString(folder.resolve("console.log"), "said before\n");
    try (ChildProcess child = started("echo one; echo two >&2", console)) {
      assertThat(child.waitFor()).isZero();
      assertThat(child.said()).containsExactly("one", "two");
      assertThat(Files.readAllLines(console)).containsExactly("said before", "one", "two");
    }
  }

  @Test
  void itEndsWithItsOwnerAlsoIfItDoesNotListen() throws Exception {
    ChildProcess child =
        started(
            "trap '' TERM; echo deaf; while :; do sleep 1; done", folder.resolve("console.log"));
    while (child.said().isEmpty()) {
      ChildProcess.pause(Duration.ofMillis(10));
    }
    assertThat(child.isAlive()).isTrue();
    child.close();
    assertThat(child.waitFor()).isNotZero();
  }

  private static ChildProcess started(String words, Path console) throws IOException {
    return ChildProcess.start(
        "test", new ProcessBuilder("sh", "-c", words), console, Duration.ofMillis(200));
  }
}
