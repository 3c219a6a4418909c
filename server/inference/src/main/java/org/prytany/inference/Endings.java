package org.prytany.inference;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Who is told that the process ends: once each, also who asks when the end has begun. */
final class Endings {

  private static final System.Logger LOG = System.getLogger(Endings.class.getName());

  private final List<Runnable> waiting = new ArrayList<>();
  private boolean begun;

  void add(Runnable stop) {
    synchronized (waiting) {
      if (!begun) {
        waiting.add(stop);
        return;
      }
    }
    run(stop);
  }

  void tell() {
    List<Runnable> told;
    synchronized (waiting) {
      begun = true;
      told = List.copyOf(waiting);
      waiting.clear();
    }
    told.forEach(Endings::run);
  }

  private static void run(Runnable stop) {
    try {
      stop.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "runs could not be told that the process ends", e);
    }
  }
}
