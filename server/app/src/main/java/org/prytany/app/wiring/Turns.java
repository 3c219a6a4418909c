package org.prytany.app.wiring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns of one thing, one after the other: each some time after the last one, or sooner when
 * somebody says that there is a reason to. However often that is said and however long turns take,
 * a gap lies between two of them.
 */
final class Turns {

  /** Runs something later. */
  interface Timer {
    Future<?> after(Duration pause, Runnable what);

    /** A timer of threads. */
    static Timer of(ScheduledExecutorService executor) {
      return (pause, what) -> executor.schedule(what, pause.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private final Runnable turn;
  private final Optional<Duration> pause;
  private final long gap;
  private final Timer timer;
  private final LongSupplier nanos;
  private @Nullable Future<?> next;
  private long nextAt;
  private long number;
  private long endedAt;
  private boolean ended;
  private boolean running;
  private boolean woken;
  private boolean stopped;

  /**
   * @param turn must not throw
   * @param pause from the end of a turn to the next one; empty: there is none unless it is woken
   * @param gap from the end of a turn to the next one at least, where it is woken
   * @param nanos time that never goes back
   */
  Turns(Runnable turn, Optional<Duration> pause, Duration gap, Timer timer, LongSupplier nanos) {
    this.turn = turn;
    this.pause = pause;
    this.gap = gap.toNanos();
    this.timer = timer;
    this.nanos = nanos;
  }

  /** Begins with a turn at once. */
  synchronized void start() {
    schedule(nanos.getAsLong());
  }

  /** There is a reason for a turn now; of several before it begins, one is enough. */
  synchronized void wake() {
    if (stopped) {
      return;
    }
    if (running) {
      woken = true;
      return;
    }
    long at = earliest();
    if (next == null || nextAt - at > 0) {
      schedule(at);
    }
  }

  private long earliest() {
    long now = nanos.getAsLong();
    return ended && endedAt + gap - now > 0 ? endedAt + gap : now;
  }

  private void schedule(long at) {
    if (next != null) {
      next.cancel(false);
    }
    long its = ++number;
    nextAt = at;
    Duration left = Duration.ofNanos(Math.max(0, at - nanos.getAsLong()));
    try {
      next = timer.after(left, () -> run(its));
    } catch (RejectedExecutionException e) {
      stopped = true;
    }
  }

  private void run(long its) {
    synchronized (this) {
      // Another one may have taken its place while it began.
      if (stopped || running || its != number) {
        return;
      }
      next = null;
      running = true;
      woken = false;
    }
    try {
      turn.run();
    } finally {
      synchronized (this) {
        running = false;
        ended = true;
        endedAt = nanos.getAsLong();
        if (!stopped && woken) {
          schedule(earliest());
        } else if (!stopped && pause.isPresent()) {
          schedule(endedAt + pause.get().toNanos());
        }
      }
    }
  }

  /** No turn begins any more. */
  synchronized void stop() {
    stopped = true;
    if (next != null) {
      next.cancel(false);
    }
  }
}
