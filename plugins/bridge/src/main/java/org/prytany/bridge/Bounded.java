package org.prytany.bridge;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a plugin's code where the thread at hand is the server's: on a thread of its own, and for so
 * long and no longer.
 */
final class Bounded {

  private Bounded() {}

  /**
   * What comes of it. A thread that does not heed its interruption goes on, and keeps no process.
   *
   * @throws TimeoutException if nothing has come of it in time, or the thread at hand was
   *     interrupted
   */
  static <T> T within(long seconds, String name, Callable<T> what)
      throws ExecutionException, TimeoutException {
    FutureTask<T> task = new FutureTask<>(what);
    Thread thread =
        Thread.ofPlatform().daemon().name(name).inheritInheritableThreadLocals(false).start(task);
    try {
      return task.get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    } catch (TimeoutException e) {
      thread.interrupt();
      throw e;
    }
  }
}
