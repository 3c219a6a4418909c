package org.prytany.link;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Pauses between starts of a process: each is twice as long as the one before. */
final class Pausing {

  private final Duration first;
  private final Duration longest;
  private final Duration least;
  private final Semaphore hastened = new Semaphore(0);
  private Duration next;

  /**
   * @param least how much of a pause stays where somebody is in haste
   */
  Pausing(Duration first, Duration longest, Duration least) {
    this.first = first;
    this.longest = longest;
    this.least = least;
    this.next = first;
  }

  /** How long the next one is. */
  synchronized Duration next() {
    return next;
  }

  /** What ended has lasted: the next pause is the first again. */
  synchronized void beginAnew() {
    next = first;
  }

  /** Waits as long as {@link #next} says, or until somebody is in haste. */
  void await() throws InterruptedException {
    hastened.drainPermits();
    Duration now = next();
    Duration sure = shorter(now, least);
    Thread.sleep(sure);
    var _ = hastened.tryAcquire(now.minus(sure).toMillis(), TimeUnit.MILLISECONDS);
    synchronized (this) {
      next = shorter(now.multipliedBy(2), longest);
    }
  }

  /** The pause that is now ends soon. */
  void hasten() {
    hastened.release();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
