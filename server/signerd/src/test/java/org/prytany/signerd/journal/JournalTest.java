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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.PrytanyException;
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
      assertThat(lines(journal))
          .extracting(Journal.Line::what)
          .containsExactlyElementsOf(
              java.util.stream.IntStream.range(0, LINES).mapToObj(JournalTest::seal).toList());
      assertThat(journal.epoch()).isEqualTo(1);
    }
  }

  @Test
  void onlyTheOwnUserMayReadIt() throws IOException {
    for (Path path : List.of(file, witness)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aSecondSignerIsRefused() {
    try (Journal journal = open(false)) {
      assertThat(lines(journal)).hasSize(LINES);
      assertThatThrownBy(() -> open(false)).hasMessageContaining("Another signer uses");
    }
  }

  @Test
  void aLastLineThatACrashCutOffIsForgottenSinceNobodyWasAnswered() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.writeString(file, "{\"sequence\":13,\"prev", java.nio.file.StandardOpenOption.APPEND);
    try (Journal journal = open(false)) {
      assertThat(lines(journal)).hasSize(LINES);
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
      journal.append(seal(99));
    }
    try (Journal journal = open(false)) {
      assertThat(lines(journal)).hasSize(LINES + 1);
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
      assertThat(lines(journal)).hasSize(LINES + 1);
    }
  }

  @Test
  void moreThanTheOneLineThatACrashLeavesIsRefusedUntilTheOperatorAcceptsIt() throws IOException {
    byte[] before = Files.readAllBytes(witness);
    try (Journal journal = open(false)) {
      journal.append(seal(98));
      journal.append(seal(99));
    }
    Files.write(witness, before);
    byte[] whole = Files.readAllBytes(file);
    assertThatThrownBy(() -> open(false))
        .hasMessageContaining("2 lines more than its witness")
        .hasMessageContaining(witness.toString())
        .hasMessageContaining("--accept-rollback");
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    try (Journal journal = open(true)) {
      assertThat(journal.epoch()).isEqualTo(2);
    }
    try (Journal journal = open(false)) {
      assertThat(lines(journal)).hasSize(LINES + 3);
    }
  }

  @Test
  void aCopyOfTheJournalBesideTheOriginalIsRefused(@TempDir Path other) throws IOException {
    Path copy = Files.createDirectory(other.resolve("copy")).resolve("signer.journal");
    try (Journal journal = open(false)) {
      Files.copy(file, copy);
      assertThatThrownBy(() -> openAt(copy)).hasMessageContaining("Another signer uses " + witness);
      assertThat(journal.append(seal(99)).sequence()).isEqualTo(LINES + 1);
    }
    assertThatThrownBy(() -> openAt(copy)).hasMessageContaining("rolled back");
  }

  @Test
  void aLinkToTheWitnessIsTheWitness(@TempDir Path other) throws IOException {
    Path copy = Files.createDirectory(other.resolve("copy")).resolve("signer.journal");
    Path link = Files.createSymbolicLink(other.resolve("link"), witness);
    try (Journal journal = open(false)) {
      Files.copy(file, copy);
      assertThatThrownBy(() -> Journal.open(copy.getParent(), link, false, () -> Instant.EPOCH))
          .hasMessageContaining("Another signer uses " + witness);
      journal.append(seal(98));
    }
    try (Journal journal = Journal.open(file.getParent(), link, false, () -> Instant.EPOCH)) {
      journal.append(seal(99));
      assertThat(Files.readSymbolicLink(link)).isEqualTo(witness);
      assertThat(Files.readString(witness)).contains("\"sequence\":" + (LINES + 2));
    }
    open(false).close();
  }

  @Test
  void whoFindsAnotherWitnessThanItsOwnRecordsNothing() throws IOException {
    try (Journal journal = open(false)) {
      byte[] own = Files.readAllBytes(witness);
      journal.append(seal(98));
      // As a second signer would, where locks reach no further than one machine.
      Files.write(witness, own);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> journal.append(seal(99)))
            .hasMessageContaining(witness.toString())
            .hasMessageContaining("another signer");
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
      Files.delete(witness);
      assertThatThrownBy(() -> journal.append(seal(99))).hasMessageContaining("another signer");
    }
  }

  private Journal openAt(Path copy) {
    return Journal.open(copy.getParent(), witness, false, () -> Instant.ofEpochSecond(1_000_000));
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
      assertThat(lines(journal)).hasSize(LINES + 1);
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
        assertThat(lines(journal)).hasSize(kept + 1);
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

  @Test
  void twiceTheLinesCostTwiceTheMemoryOfReadingThem(@TempDir Path other) {
    long once = allocatedReading(other.resolve("once"), 400);
    long twice = allocatedReading(other.resolve("twice"), 800);
    assertThat(twice / (double) once).isLessThan(2.3);
  }

  @Test
  void noMoreIsKeptOfALongJournalThanOfAShortOne(@TempDir Path other) {
    // What is put in the journal's own fields does not grow with its lines.
    try (Journal journal =
        Journal.open(other.resolve("j"), other.resolve("w"), false, () -> Instant.EPOCH)) {
      for (int i = 0; i < 50; i++) {
        journal.append(seal(i));
      }
      List<Journal.Line> first = new ArrayList<>();
      List<Journal.Line> again = new ArrayList<>();
      journal.replay(first::add);
      journal.append(seal(50));
      journal.replay(again::add);
      assertThat(again).hasSize(51).startsWith(first.toArray(Journal.Line[]::new));
      assertThat(again.getFirst()).isNotSameAs(first.getFirst());
    }
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItTakesAllMemory() throws IOException {
    byte[] much = new byte[1 << 20];
    Arrays.fill(much, (byte) 'x');
    try (var out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
      for (int i = 0; i < 20; i++) {
        out.write(much);
      }
    }
    assertThatThrownBy(() -> open(false)).hasMessageContaining("Line 13 of the signer's journal");
  }

  @Test
  void aLineOfAnOlderFormThatLacksWhatWasAddedSinceIsRead() throws IOException {
    Files.delete(file);
    Files.delete(witness);
    Files.writeString(
        file,
        "{\"sequence\":1,\"previous\":\""
            + "0".repeat(64)
            + "\",\"at\":\"1970-01-12T13:46:40Z\",\"settled\":{\"act\":\"a\",\"paid\":true}}\n");
    try (Journal journal = open(true)) {
      assertThat(lines(journal).getFirst().what()).isEqualTo(new Recorded.Settled("a", true));
    }
  }

  @Test
  void aLineOfAnOlderFormMayLackAPartOfWhatItSays() {
    String line =
        "{\"sequence\":1,\"previous\":\"\",\"at\":\"1970-01-12T13:46:40Z\",\"cancelled\":{\"act\":\"a\","
            + "\"chainId\":1,\"account\":\"0x"
            + "00".repeat(20)
            + "\",\"nonce\":7,\"fees\":{\"most\":\"2\",\"tip\":\"1\"},\"hash\":\"0x\"}}";
    assertThat(JournalLine.read(line).what())
        .isInstanceOfSatisfying(
            Recorded.Cancelled.class, cancelled -> assertThat(cancelled.gasLimit()).isEmpty());
    assertThatThrownBy(() -> JournalLine.read(line.replace("\"nonce\":7,", "")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long allocatedReading(Path folder, int lines) {
    Path witness = folder.resolve("w");
    Path journalFolder = folder.resolve("j");
    try (Journal journal = Journal.open(journalFolder, witness, false, () -> Instant.EPOCH)) {
      for (int i = 0; i < lines; i++) {
        journal.append(seal(i));
      }
      journal.close();
    }
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try (Journal journal = Journal.open(journalFolder, witness, false, () -> Instant.EPOCH)) {
      journal.replay(line -> {});
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static List<Journal.Line> lines(Journal journal) {
    List<Journal.Line> lines = new ArrayList<>();
    journal.replay(lines::add);
    return lines;
  }

  /** Invariant: what is written can be read at the next start. */
  @Test
  void whatCouldNotBeReadAgainIsNotWritten() throws IOException {
    byte[] before = Files.readAllBytes(file);
    SortedMap<String, String> longest = new TreeMap<>(Map.of("owners", "a".repeat(9 << 20)));
    SortedMap<String, String> many = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      many.put("owners " + i, "a".repeat(1 << 20));
    }
    try (Journal journal = open(false)) {
      for (SortedMap<String, String> facts : List.of(longest, many)) {
        Recorded seen = new Recorded.Controlled(1, Address.ZERO, facts, List.of());
        assertThatThrownBy(() -> journal.append(seen))
            .isInstanceOf(PrytanyException.class)
            .hasMessageContaining("could not be read again");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
      }
      journal.append(seal(1));
    }
    try (Journal journal = open(false)) {
      assertThat(lines(journal)).hasSize(LINES + 1);
    }
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
