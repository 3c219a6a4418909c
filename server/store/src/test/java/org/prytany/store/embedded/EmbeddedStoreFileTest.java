package org.prytany.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.Samples;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;

class EmbeddedStoreFileTest {

  private static final int ENTRIES = 20;

  @TempDir Path directory;
  private Path file;
  private Path witness;

  @BeforeEach
  void aStoreWithEntries() {
    file = directory.resolve(StoreFile.NAME);
    witness = directory.resolve(StoreFile.WITNESS_NAME);
    try (Store store = open()) {
      for (int i = 0; i < ENTRIES; i++) {
        store.proposals().insert(Samples.fresh(i));
      }
    }
  }

  @Test
  void whatWasStoredIsThereAfterAnOrderlyRestart() {
    try (Store store = open()) {
      for (int i = 0; i < ENTRIES; i++) {
        assertThat(store.proposals().find(Samples.fresh(i).key())).isPresent();
      }
    }
  }

  @Test
  void aFileOfGarbageIsRefusedAndLeftAsItIs() throws IOException {
    refusedAndUntouched(bytes -> "not a store at all\n".repeat(2_000).getBytes());
  }

  @Test
  void aFileOfZerosIsRefusedAndLeftAsItIs() throws IOException {
    refusedAndUntouched(bytes -> new byte[bytes.length]);
  }

  @Test
  void anEmptyFileIsRefusedAndNotTakenForANewStore() throws IOException {
    refusedAndUntouched(bytes -> new byte[0]);
  }

  @Test
  void aFileCutOffAnywhereIsRefusedAndLeftAsItIs() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int percent : new int[] {1, 10, 50, 75, 90, 99}) {
      Files.write(file, whole);
      refusedAndUntouched(bytes -> Arrays.copyOf(bytes, bytes.length * percent / 100));
    }
  }

  @Test
  void anOldCopyThatMissesAcknowledgedWritesIsRefused() throws IOException {
    byte[] old = Files.readAllBytes(file);
    try (Store store = open()) {
      store.proposals().insert(Samples.fresh(ENTRIES));
    }
    refusedAndUntouched(bytes -> old);
    assertThatThrownBy(this::open).hasMessageContaining("writes are missing");
  }

  @Test
  void aStoreWithoutItsWitnessIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.delete(witness);
    refused(witness.toString());
    Files.write(witness, new byte[16]);
    refused(witness.toString());
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void aWitnessWithoutItsStoreIsRefusedAndNoEmptyStoreIsMade() throws IOException {
    Files.delete(file);
    refused(file.toString());
    assertThat(file).doesNotExist();
  }

  @Test
  void damageAnywhereInAFileThatWasClosedInOrderIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += whole.length / 8) {
      int place = at;
      Files.write(file, whole);
      refusedAndUntouched(
          bytes -> {
            bytes[place] ^= 1;
            return bytes;
          });
    }
  }

  @Test
  void aSecondServerOnTheSameFileIsRefusedInPlainWords() {
    try (Store first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              PrytanyException.class,
              e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE))
          .hasMessageContaining("in use by another server")
          .hasMessageContaining("prytany.data-dir");
      first.health();
    }
  }

  @Test
  void aDataDirectoryThatIsAFileIsRefusedInPlainWords() {
    assertThatThrownBy(() -> Store.open(StoreSettings.embedded(file, Set.of(31337L))).close())
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("prytany.data-dir");
  }

  @Test
  void theFileStopsGrowingUnderManyChanges() throws IOException {
    try (Store store = open()) {
      for (int i = 0; i < 600; i++) {
        store.proposals().insert(Samples.fresh(1_000 + i));
      }
      assertThat(Files.size(file)).isLessThan(32L << 20);
    }
    assertThat(Files.size(file)).isLessThan(32L << 20);
  }

  @Test
  void frequentRestartsLoseNoWrite() {
    for (int restart = 0; restart < 60; restart++) {
      try (Store store = open()) {
        for (int known = 0; known < restart; known++) {
          assertThat(store.proposals().find(Samples.key(known)))
              .as("entry " + known + " after " + restart + " restarts")
              .isPresent();
        }
        store.proposals().insert(Samples.fresh(restart));
        store.audit().append(Samples.entryAfter(store.audit().last(), "act-" + restart));
      }
    }
  }

  private void refusedAndUntouched(UnaryOperator<byte[]> damage) throws IOException {
    byte[] damaged = damage.apply(Files.readAllBytes(file));
    Files.write(file, damaged, StandardOpenOption.TRUNCATE_EXISTING);
    refused(file.toString());
    assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
  }

  private void refused(String naming) {
    assertThatThrownBy(() -> open().close())
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_CORRUPT))
        .hasMessageContaining(naming)
        .hasMessageContaining("backup");
  }

  private Store open() {
    return Store.open(StoreSettings.embedded(directory, Set.of(31337L)));
  }
}
