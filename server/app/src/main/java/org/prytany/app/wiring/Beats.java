package org.prytany.app.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.prytany.governance.duty.Heartbeat;

/** Renews leases from one thread beside the line. */
final class Beats implements Heartbeat, AutoCloseable {

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("prytany-leases").factory());

  @Override
  public Beating begin(Duration pause, Runnable beat) {
    Future<?> beating =
        thread.scheduleAtFixedRate(beat, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return () -> beating.cancel(false);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
