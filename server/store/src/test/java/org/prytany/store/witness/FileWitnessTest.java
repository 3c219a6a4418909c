package org.prytany.store.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditWitness.Sighting;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.Samples;

class FileWitnessTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

  @TempDir Path folder;

  private FileWitness open() {
    return FileWitness.open(folder.resolve("witness"), () -> NOW, true);
  }

  private Path file() {
    return folder.resolve("witness").resolve(FileWitness.FILE);
  }

  private static AuditEntry[] entries(int count) {
    AuditEntry[] entries = new AuditEntry[count];
    Optional<AuditEntry> last = Optional.empty();
    for (int i = 0; i < count; i++) {
      entries[i] = Samples.entryAfter(last, "act-" + i);
      last = Optional.of(entries[i]);
    }
    return entries;
  }

  private static List<Sighting> all(FileWitness witness) {
    try (var seen = witness.sightings()) {
      return seen.toList();
    }
  }

  @Test
  void whatWasSeenIsThereAfterARestartInOneLineEach() throws IOException {
    AuditEntry[] entries = entries(3);
    try (FileWitness witness = open()) {
      for (AuditEntry entry : entries) {
        witness.saw(entry);
      }
    }

    assertThat(Files.readAllLines(file()))
        .hasSize(4)
        .endsWith("3 " + entries[2].hash() + " " + NOW);
    try (FileWitness again = open()) {
      assertThat(again.last()).contains(new Sighting(3, entries[2].hash(), NOW));
      assertThat(all(again)).extracting(Sighting::sequence).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void itsDirectoryAndFileAreForItsOwnerAlone() throws IOException {
    open().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aLineThatACrashCutOffAnywhereDoesNotCountAndIsNotInTheWayOfTheNext() throws IOException {
    AuditEntry[] entries = entries(3);
    String line = WitnessLines.of(new Sighting(2, entries[1].hash(), NOW));
    for (int cut = 1; cut < line.length(); cut++) {
      Files.deleteIfExists(file());
      try (FileWitness witness = open()) {
        witness.saw(entries[0]);
      }
      Files.writeString(file(), line.substring(0, cut), StandardOpenOption.APPEND);

      try (FileWitness witness = open()) {
        assertThat(witness.last().orElseThrow().sequence()).as("cut at " + cut).isEqualTo(1);
        witness.saw(entries[1]);
        witness.saw(entries[2]);
      }

      try (FileWitness witness = open()) {
        assertThat(all(witness)).extracting(Sighting::sequence).containsExactly(1L, 2L, 3L);
      }
    }
  }

  @Test
  void aLineThatIsNoSightingIsNamedAndNotPassedOver() throws IOException {
    try (FileWitness witness = open()) {
      witness.saw(entries(1)[0]);
    }
    Files.writeString(file(), "2 0xabc later\n", StandardOpenOption.APPEND);

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_CORRUPT))
        .hasMessageContaining("has a line that is no sighting");
  }

  @Test
  void twoServersCannotShareOneWitness() {
    try (FileWitness first = open()) {
      assertThat(first.last()).isEmpty();
      assertThatThrownBy(this::open)
          .hasMessageContaining("in use by another server")
          .hasMessageContaining("prytany.audit.witness-dir");
    }
    open().close();
  }

  @Test
  void whatIsSetAsideIsKeptUnderAnotherName() throws IOException {
    AuditEntry[] entries = entries(2);
    try (FileWitness witness = open()) {
      witness.saw(entries[0]);
      Path aside = Path.of(witness.setAside());
      witness.saw(entries[1]);

      assertThat(Files.readString(aside)).contains(entries[0].hash());
      assertThat(all(witness)).extracting(Sighting::sequence).containsExactly(2L);
    }
  }

  @Test
  void aDirectoryThatCannotBeUsedIsNamedWithItsKey() throws IOException {
    Files.writeString(folder.resolve("witness"), "a file");

    assertThatThrownBy(this::open).hasMessageContaining("prytany.audit.witness-dir");
  }
}
