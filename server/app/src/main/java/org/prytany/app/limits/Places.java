package org.prytany.app.limits;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.prytany.app.problem.Busy;

/**
 * Places for work that keeps a processor busy. Some requests may wait for one, in the order in
 * which they came; all others are told to come back. So a request is late on a busy machine, and
 * never failed by it.
 */
public final class Places {

  private static final int RETRY_AFTER_SECONDS = 3;

  private final Semaphore places;
  private final Semaphore inside;
  private final Duration patience;

  /**
   * @param atATime how many work at a time
   * @param waiting how many may wait beside them; each holds a thread
   * @param patience how long one waits on the clock
   */
  public Places(int atATime, int waiting, Duration patience) {
    this.places = new Semaphore(atATime, true);
    this.inside = new Semaphore(atATime + waiting);
    this.patience = patience;
  }

  /** A place that is taken until it is left; to leave it again does nothing. */
  public final class Taken implements AutoCloseable {

    private final AtomicBoolean left = new AtomicBoolean();

    private Taken() {}

    @Override
    public void close() {
      if (left.compareAndSet(false, true)) {
        places.release();
        inside.release();
      }
    }
  }

  /**
   * Waits for a place. Whoever takes it leaves it, on whatever thread: work that nobody waits for
   * any more still needs it.
   *
   * @throws Busy if too many wait, or there was no place in time
   */
  public Taken take() {
    if (!inside.tryAcquire()) {
      throw new Busy(RETRY_AFTER_SECONDS);
    }
    boolean placed = false;
    try {
      awaitPlace();
      placed = true;
      return new Taken();
    } finally {
      if (!placed) {
        inside.release();
      }
    }
  }

  private void awaitPlace() {
    try {
      if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Busy(RETRY_AFTER_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a place", e);
    }
  }
}
