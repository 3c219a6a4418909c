package org.prytany.host;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** How it is told that a call takes too long: a port to time, which runs otherwise in tests. */
interface Patience {

  /** By this machine's clock. */
  Patience REAL =
      new Patience() {
        @Override
        public <R extends @Nullable Object> R result(
            FutureTask<R> running, Thread thread, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
          return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }
      };

  /**
   * Waits for a call.
   *
   * @param thread on which it runs
   * @throws TimeoutException if it takes longer than the limit
   */
  <R extends @Nullable Object> R result(FutureTask<R> running, Thread thread, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException;

  /** Nanoseconds since some time or other. */
  long nanos();
}
