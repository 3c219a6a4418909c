package org.prytany.store.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.proposal.Proposal;
import org.prytany.store.Samples;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;

/**
 * Writes from several threads and prints a line for each write that was acknowledged, until it is
 * killed. Arguments: data directory, round.
 */
final class WritingProcess {

  static final int THREADS = 4;

  private WritingProcess() {}

  public static void main(String[] arguments) {
    int round = Integer.parseInt(arguments[1]);
    Store store = Store.open(StoreSettings.embedded(Path.of(arguments[0]), Set.of(31337L)));
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      new Thread(() -> write(store, round, thread)).start();
    }
  }

  private static void write(Store store, int round, int thread) {
    int proposal = round * 100 + thread;
    store.proposals().insert(Samples.fresh(proposal));
    for (int i = 0; ; i++) {
      int entry = (round * THREADS + thread) * 1_000_000 + i;
      store.proposals().insert(Samples.fresh(entry));
      acknowledge("inserted " + entry);
      Proposal read = store.proposals().find(Samples.fresh(proposal).key()).orElseThrow();
      Optional<Proposal> swapped = store.proposals().compareAndSwap(read);
      acknowledge("proposal " + proposal + " " + swapped.orElseThrow().version());
    }
  }

  private static synchronized void acknowledge(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
