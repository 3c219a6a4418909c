package org.prytany.app.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.prytany.governance.duty.Heartbeat;

/** Renews leases from one thread beside the line. */
final class Beats implements Heartbeat, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Beats.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("prytany-leases").factory());

  @Override
  public Beating begin(Duration pause, Runnable beat) {
    Future<?> beating =
        thread.scheduleAtFixedRate(
            () -> tried(beat), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return () -> beating.cancel(false);
  }

  private static void tried(Runnable beat) {
    try {
      beat.run();
    } catch (RuntimeException e) {
      // An exception would end it; the next beat may come through.
      LOG.log(System.Logger.Level.WARNING, "a lease could not be renewed; it is tried again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
