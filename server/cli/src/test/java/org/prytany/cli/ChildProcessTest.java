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

  /** A server ends its plugins' process and starts another one while it starts. */
  @Test
  void whatAProcessOfItsOwnTookCountsOnWhenThatHasEnded() throws Exception {
    String busy = "i=0; while [ ! -e ended ]; do i=$((i+1)); done";
    Path ended = folder.resolve("ended");
    try (ChildProcess child =
        started(
            "sh -c '" + busy.replace("ended", ended.toString()) + "'; echo over; exec sleep 100",
            folder.resolve("console.log"))) {
      while (child.processorTime().compareTo(Duration.ofMillis(300)) < 0) {
        ChildProcess.pause(Duration.ofMillis(10));
      }
      Duration whileItRan = child.processorTime();
      Files.createFile(ended);
      while (child.said().isEmpty()) {
        ChildProcess.pause(Duration.ofMillis(10));
      }

      assertThat(child.processorTime()).isGreaterThanOrEqualTo(whileItRan);
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

  @Test
  void aLongConsoleIsMovedAwayAndWhoeverAppendsToItGoesOn() throws Exception {
    Path console = folder.resolve("console.log");
    try (ChildProcess child = started("echo one; read x; echo two", console)) {
      while (child.said().isEmpty()) {
        ChildProcess.pause(Duration.ofMillis(10));
      }
    }
    Files.writeString(console, "x".repeat(1_000));
    Files.writeString(folder.resolve("console.log.1"), "older");
    try (var appending = Files.newOutputStream(console, java.nio.file.StandardOpenOption.APPEND)) {
      assertThat(ChildProcess.shorten(console, 1_000)).isFalse();
      appending.write('y');

      assertThat(ChildProcess.shorten(console, 1_000)).isTrue();
      appending.write('z');
    }

    assertThat(Files.readString(console)).isEqualTo("z");
    assertThat(Files.readString(folder.resolve("console.log.1")))
        .isEqualTo("x".repeat(1_000) + "y");
    assertThat(ChildProcess.shorten(folder.resolve("none.log"), 1)).isFalse();
  }

  private static ChildProcess started(String words, Path console) throws IOException {
    return ChildProcess.start(
        "test", new ProcessBuilder("sh", "-c", words), console, Duration.ofMillis(200));
  }
}
