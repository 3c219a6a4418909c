package org.prytany.store.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.audit.AuditLog;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;

class TwoServersTest {

  private static final int EACH = 40;
  private static final int THREADS = 3;

  @TempDir Path folder;

  @Test
  void twoServersThatAppendToOneLogAtOnceHaveWitnessesThatAgreeWithIt() throws Exception {
    try (Store store = Store.open(StoreSettings.embedded(folder.resolve("data"), Set.of(31337L)));
        FileWitness one = FileWitness.open(folder.resolve("one"), Clock.systemUTC(), false);
        FileWitness two = FileWitness.open(folder.resolve("two"), Clock.systemUTC(), false)) {
      AuditLog first = new AuditLog(store.audit(), one, Optional.empty(), Clock.systemUTC());
      AuditLog second = new AuditLog(store.audit(), two, Optional.empty(), Clock.systemUTC());
      Thread[] threads = new Thread[2 * THREADS];
      for (int i = 0; i < threads.length; i++) {
        AuditLog log = i % 2 == 0 ? first : second;
        threads[i] =
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int n = 0; n < EACH; n++) {
                        log.append("server", "act", "subject", Map.of());
                      }
                    });
      }
      for (Thread thread : threads) {
        thread.join();
      }

      long all = 2L * THREADS * EACH;
      assertThat(first.verify().problem()).isEmpty();
      assertThat(second.verify().problem()).isEmpty();
      assertThat(first.verify().intactEntries()).isEqualTo(all);
      assertThat(count(one) + count(two)).isEqualTo(all);
    }
  }

  @Test
  void aStoreThatWasRolledBackToAnOlderCopyIsNamed() throws Exception {
    Path data = folder.resolve("data");
    Path copy = folder.resolve("copy");
    append(data, 7);
    Files.createDirectory(copy);
    try (var files = Files.list(data)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName().toString()));
      }
    }
    append(data, 5);

    try (Store older = Store.open(settings(copy));
        FileWitness witness = FileWitness.open(folder.resolve("w"), Clock.systemUTC(), false)) {
      AuditLog log = new AuditLog(older.audit(), witness, Optional.empty(), Clock.systemUTC());
      assertThat(log.verify().problem())
          .startsWith("the log ends at 7, but the witness has seen entry 12");
    }
  }

  private void append(Path data, int count) {
    try (Store store = Store.open(settings(data));
        FileWitness witness = FileWitness.open(folder.resolve("w"), Clock.systemUTC(), false)) {
      AuditLog log = new AuditLog(store.audit(), witness, Optional.empty(), Clock.systemUTC());
      for (int i = 0; i < count; i++) {
        log.append("server", "act", "subject", Map.of());
      }
    }
  }

  private static StoreSettings settings(Path data) {
    return StoreSettings.embedded(data, Set.of(31337L));
  }

  private static long count(FileWitness witness) {
    try (var seen = witness.sightings()) {
      return seen.count();
    }
  }
}
