package org.prytany.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.store.Samples;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;

class KilledProcessTest {

  private static final int ROUNDS = 4;
  private static final int ACKNOWLEDGED = 150;

  @TempDir Path directory;

  @Test
  void aKilledServerLosesNoWriteThatItAcknowledged() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged.addAll(writeUntilKilled(round));
      // Reopening checks that the file is whole; all writes of all rounds must be in it.
      try (Store store = Store.open(StoreSettings.embedded(directory, Set.of(31337L)))) {
        assertAllThere(store, acknowledged);
      }
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ACKNOWLEDGED);
  }

  private List<String> writeUntilKilled(int round) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djava.util.logging.config.file="
                    + System.getProperty("java.util.logging.config.file", ""),
                "-cp",
                System.getProperty("java.class.path"),
                WritingProcess.class.getName(),
                directory.toString(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int lines = 0;
    try (InputStream in = process.getInputStream()) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        said.write(next);
        if (next == '\n' && ++lines == ACKNOWLEDGED) {
          // On Linux: SIGKILL. No shutdown hook runs, nothing is flushed. By its handle, so that
          // what it said in its last moments can still be read: that was acknowledged too.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    String text = said.toString(StandardCharsets.UTF_8);
    // A last line may be cut off.
    return text.substring(0, text.lastIndexOf('\n')).lines().toList();
  }

  private static void assertAllThere(Store store, List<String> acknowledged) {
    Map<Integer, Long> versions = new HashMap<>();
    for (String line : acknowledged) {
      String[] words = line.split(" ");
      int id = Integer.parseInt(words[1]);
      if (words[0].equals("inserted")) {
        assertThat(store.proposals().find(Samples.fresh(id).key())).as(line).isPresent();
      } else {
        versions.merge(id, Long.parseLong(words[2]), Math::max);
      }
    }
    versions.forEach(
        (proposal, version) ->
            assertThat(
                    store.proposals().find(Samples.fresh(proposal).key()).orElseThrow().version())
                .as("proposal " + proposal)
                .isGreaterThanOrEqualTo(version));
  }
}
