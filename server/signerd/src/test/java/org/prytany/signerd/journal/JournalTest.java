package org.prytany.signerd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.signing.Seals;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

class JournalTest {

  private static final int LINES = 12;

  @TempDir Path folder;
  Path file;
  Path witness;

  @BeforeEach
  void lines() {
    file = folder.resolve("journal/signer.journal");
    witness = folder.resolve("signer.witness");
    try (Journal journal = open(false)) {
      for (int i = 0; i < LINES; i++) {
        journal.append(seal(i));
      }
    }
  }

  @Test
  void whatWasRecordedIsThereAgain() {
    try (Journal journal = open(false)) {
      assertThat(journal.lines())
          .extracting(Journal.Line::what)
          .containsExactlyElementsOf(
              java.util.stream.IntStream.range(0, LINES).mapToObj(JournalTest::seal).toList());
      assertThat(journal.epoch()).isEqualTo(1);
    }
  }

  @Test
  void onlyTheOwnUserMayReadIt() throws IOException {
    for (Path path : java.util.List.of(file, witness)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aSecondSignerIsRefused() {
    try (Journal journal = open(false)) {
      assertThat(journal.lines()).hasSize(LINES);
      assertThatThrownBy(() -> open(false)).hasMessageContaining("Another signer uses");
    }
  }

  @Test
  void aLastLineThatACrashCutOffIsForgottenSinceNobodyWasAnswered() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.writeString(file, "{\"sequence\":13,\"prev", java.nio.file.StandardOpenOption.APPEND);
    try (Journal journal = open(false)) {
      assertThat(journal.lines()).hasSize(LINES);
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
      journal.append(seal(99));
    }
    try (Journal journal = open(false)) {
      assertThat(journal.lines()).hasSize(LINES + 1);
    }
  }

  @Test
  void aLineThatIsThereAndNotWitnessedYetCounts() throws IOException {
    byte[] before = Files.readAllBytes(witness);
    try (Journal journal = open(false)) {
      journal.append(seal(99));
    }
    Files.write(witness, before);
    try (Journal journal = open(false)) {
      assertThat(journal.lines()).hasSize(LINES + 1);
    }
  }

  @Test
  void afterAnErrorBetweenTheFileAndItsMemoryNothingIsRecordedUntilTheNextStart() {
    AtomicBoolean full = new AtomicBoolean();
    Journal.WitnessWriter failing =
        (next, path) -> {
          if (full.getAndSet(false)) {
            throw new OutOfMemoryError("as if");
          }
          next.write(path);
        };
    try (Journal journal =
        Journal.open(file.getParent(), witness, false, () -> Instant.EPOCH, failing)) {
      full.set(true);
      assertThatThrownBy(() -> journal.append(seal(98))).isInstanceOf(OutOfMemoryError.class);
      assertThatThrownBy(() -> journal.append(seal(99))).hasMessageContaining("cannot be written");
    }
    try (Journal journal = open(false)) {
      assertThat(journal.lines()).hasSize(LINES + 1);
      assertThat(journal.append(seal(99)).sequence()).isEqualTo(LINES + 2);
    }
  }

  @Test
  void damageAnywhereIsRefusedAndLeftAsItIs() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 37) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(() -> open(false)).as("byte " + at).hasMessageContaining("journal");
      assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }
  }

  @Test
  void aLineLeftOutMovedOrRepeatedIsRefused() throws IOException {
    String[] lines = Files.readString(file).split("\n", -1);
    for (int i = 0; i < LINES - 1; i++) {
      String[] moved = lines.clone();
      moved[i] = lines[i + 1];
      moved[i + 1] = lines[i];
      Files.writeString(file, String.join("\n", moved));
      assertThatThrownBy(() -> open(false)).hasMessageContaining("damaged or was changed");
      String[] repeated = lines.clone();
      repeated[i + 1] = lines[i];
      Files.writeString(file, String.join("\n", repeated));
      assertThatThrownBy(() -> open(false)).hasMessageContaining("damaged or was changed");
    }
  }

  @Test
  void aCopyFromAnyAgeIsRefusedUntilTheOperatorAcceptsIt() throws IOException {
    String whole = Files.readString(file);
    for (int kept = 0; kept < LINES; kept++) {
      byte[] witnessed = Files.readAllBytes(witness);
      String[] lines = Arrays.copyOf(whole.split("\n", -1), kept);
      byte[] old =
          (kept == 0 ? "" : String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
      Files.write(file, old);
      assertThatThrownBy(() -> open(false))
          .hasMessageContaining("rolled back")
          .hasMessageContaining(file.toString())
          .hasMessageContaining(witness.toString());
      assertThat(Files.readAllBytes(file)).isEqualTo(old);
      try (Journal journal = open(true)) {
        assertThat(journal.lines()).hasSize(kept + 1);
        assertThat(journal.epoch()).isEqualTo(2);
      }
      try (Journal journal = open(false)) {
        assertThat(journal.epoch()).isEqualTo(2);
      }
      // Put back once more, it is behind again, whatever was accepted before.
      Files.write(file, old);
      assertThatThrownBy(() -> open(false)).hasMessageContaining("rolled back");
      Files.writeString(file, whole);
      Files.write(witness, witnessed);
    }
  }

  @Test
  void aMissingWitnessOrAWitnessWithoutItsJournalIsRefused() throws IOException {
    byte[] witnessed = Files.readAllBytes(witness);
    Files.delete(witness);
    assertThatThrownBy(() -> open(false)).hasMessageContaining("is missing");
    Files.write(witness, witnessed);
    Files.delete(file);
    assertThatThrownBy(() -> open(false)).hasMessageContaining("rolled back");
    Files.writeString(witness, "nonsense");
    assertThatThrownBy(() -> open(false)).hasMessageContaining("witness");
  }

  @Test
  void thereIsNothingToAcceptWithoutARollback() {
    assertThatThrownBy(() -> open(true)).hasMessageContaining("no rollback to accept");
  }

  private Journal open(boolean acceptRollback) {
    return Journal.open(
        file.getParent(), witness, acceptRollback, () -> Instant.ofEpochSecond(1_000_000));
  }

  private static Recorded seal(int number) {
    return new Recorded.Sealed(
        new ProposalKey(1, Address.ZERO, BigInteger.valueOf(number)),
        Seals.Subject.DECISION,
        "0x" + "0".repeat(63) + number % 10);
  }
}
