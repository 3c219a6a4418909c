package org.prytany.store.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditWitness.Sighting;
import org.prytany.governance.audit.Verification;
import org.prytany.governance.audit.WitnessedStart;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;

class KilledBetweenStoreAndWitnessTest {

  private static final int ROUNDS = 6;

  @TempDir Path folder;

  @Test
  void aKilledServersWitnessIsAtMostOneBehindItsLogAndNeverAhead() throws Exception {
    int behind = 0;
    long next = 0;
    for (int round = 0; round < ROUNDS; round++) {
      // Every other time exactly between the two, and else at a moment of nobody's choice.
      boolean between = round % 2 == 0;
      int more = 30 + ThreadLocalRandom.current().nextInt(60);
      long acknowledged = appendUntilKilled(more, between ? next + more : 0);
      try (Store store =
              Store.open(StoreSettings.embedded(folder.resolve("data"), Set.of(31337L)));
          FileWitness witness =
              FileWitness.open(folder.resolve("witness"), Clock.systemUTC(), true)) {
        AuditHead stored = new AuditLog(store.audit(), Clock.systemUTC()).head();
        long seen = witness.last().map(Sighting::sequence).orElseThrow();
        assertThat(seen).as("no entry was acted on unseen").isGreaterThanOrEqualTo(acknowledged);
        assertThat(stored.sequence() - seen).as("stored and not seen").isBetween(0L, 1L);
        assertThat(stored.sequence() - seen).isGreaterThanOrEqualTo(between ? 1 : 0);
        behind += (int) (stored.sequence() - seen);
        Verification found =
            new WitnessedStart(store.audit(), witness, Optional.empty(), Clock.systemUTC())
                .open(false)
                .verify();
        assertThat(found.problem()).isEmpty();
        assertThat(found.unseen().count()).isZero();
        next = found.head().sequence();
      }
    }
    System.out.println(ROUNDS + " kills, the witness one behind in " + behind + " of them");
  }

  private long appendUntilKilled(int lines, long dyingAt) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djava.util.logging.config.file="
                    + System.getProperty("java.util.logging.config.file", ""),
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                folder.resolve("data").toString(),
                folder.resolve("witness").toString(),
                Long.toString(dyingAt))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long highest = 0;
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int count = 0;
      StringBuilder line = new StringBuilder();
      for (int next = said.read(); next >= 0; next = said.read()) {
        if (next != '\n') {
          line.append((char) next);
          continue;
        }
        highest = Math.max(highest, Long.parseLong(line.toString()));
        line.setLength(0);
        if (++count == lines && dyingAt == 0) {
          // On Linux: SIGKILL. By its handle, so that its last words can still be read.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    return highest;
  }
}
