package org.prytany.store.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditWitness;

/** A server of its own process has a witness: as long as it runs, nobody else gets it. */
class HeldByAnotherProcessTest {

  @TempDir private Path folder;

  /** Has a witness, reads it as a server does when it verifies its log, and waits to be ended. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      FileWitness witness = FileWitness.open(Path.of(arguments[0]), Clock.systemUTC(), false);
      witness.saw(
          AuditEntry.sealed(
              1,
              Clock.systemUTC().instant(),
              "server",
              "act",
              "subject",
              new TreeMap<>(Map.of()),
              AuditEntry.GENESIS));
      try (var seen = witness.sightings()) {
        System.out.println(seen.count());
      }
      if (arguments.length > 1) {
        System.out.println(witness.setAside());
      }
      System.out.flush();
      System.in.read();
      System.out.println(witness.last().isPresent());
    }
  }

  @Test
  void nobodyElseGetsItAlsoAfterItWasReadOrSetAside() throws Exception {
    held();
    held("aside");
  }

  private void held(String... more) throws Exception {
    Path directory = folder.resolve("witness" + more.length);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            directory.toString());
    builder.command().addAll(List.of(more));
    Process holder = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("1");
      if (more.length > 0) {
        assertThat(said.readLine()).contains("audit.witness.");
      }
      assertThatThrownBy(() -> FileWitness.open(directory, Clock.systemUTC(), false))
          .hasMessageContaining("in use by another server");
    } finally {
      holder.destroyForcibly();
    }
    assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
    try (FileWitness next = FileWitness.open(directory, Clock.systemUTC(), false)) {
      assertThat(next.last().map(AuditWitness.Sighting::sequence))
          .isEqualTo(more.length == 0 ? Optional.of(1L) : Optional.empty());
    }
  }
}
