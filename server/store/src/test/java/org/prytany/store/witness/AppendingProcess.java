package org.prytany.store.witness;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.audit.WitnessedStart;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;

/**
 * Appends to the audit log from several threads and prints each entry's number once it may be acted
 * on, until it is killed. Arguments: data directory, witness directory, and the number of the entry
 * after whose storing it dies, before the witness sees it; 0: none.
 */
final class AppendingProcess {

  private static final int THREADS = 4;

  private AppendingProcess() {}

  public static void main(String[] arguments) {
    Store store = Store.open(StoreSettings.embedded(Path.of(arguments[0]), Set.of(31337L)));
    FileWitness witness = FileWitness.open(Path.of(arguments[1]), Clock.systemUTC(), true);
    AuditLog log =
        new WitnessedStart(
                dying(store.audit(), Long.parseLong(arguments[2])),
                witness,
                Optional.empty(),
                Clock.systemUTC())
            .open(false);
    for (int i = 0; i < THREADS; i++) {
      new Thread(() -> append(log)).start();
    }
  }

  private static AuditRepository dying(AuditRepository entries, long at) {
    return new AuditRepository() {
      @Override
      public Optional<AuditEntry> last() {
        return entries.last();
      }

      @Override
      public boolean append(AuditEntry entry) {
        boolean stored = entries.append(entry);
        if (stored && entry.sequence() == at) {
          // As by SIGKILL: no hook runs, nothing is flushed.
          Runtime.getRuntime().halt(128 + 9);
        }
        return stored;
      }

      @Override
      public List<AuditEntry> from(long sequence, int limit) {
        return entries.from(sequence, limit);
      }
    };
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
