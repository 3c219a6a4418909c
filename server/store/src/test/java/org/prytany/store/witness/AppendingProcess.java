package org.prytany.store.witness;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.WitnessedStart;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;

/**
 * Appends to the audit log from several threads and prints each entry's number once it may be acted
 * on, until it is killed. Arguments: data directory, witness directory.
 */
final class AppendingProcess {

  private static final int THREADS = 4;

  private AppendingProcess() {}

  public static void main(String[] arguments) {
    Store store =
        Store.open(
            StoreSettings.embedded(Path.of(arguments[0]), Set.of(31337L)), Clock.systemUTC());
    FileWitness witness = FileWitness.open(Path.of(arguments[1]), Clock.systemUTC(), true);
    AuditLog log =
        new WitnessedStart(store.audit(), witness, Optional.empty(), Clock.systemUTC()).open(false);
    for (int i = 0; i < THREADS; i++) {
      new Thread(() -> append(log)).start();
    }
  }

  private static void append(AuditLog log) {
    while (true) {
      acknowledge(log.append("server", "vote.sent", "p", Map.of("more", "x")).sequence());
    }
  }

  private static synchronized void acknowledge(long sequence) {
    System.out.println(sequence);
    System.out.flush();
  }
}
