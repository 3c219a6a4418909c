package org.prytany.host;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.prytany.host.budget.Times;

/** What a test and the plugins that it made share: when all is over, and how time passes. */
public final class Levers {

  private static final AtomicLong PASSED = new AtomicLong();
  private static volatile boolean over;

  private Levers() {}

  /** Whether whoever loops on and on may stop, because the test is over. */
  public static boolean over() {
    return over;
  }

  static void over(boolean now) {
    over = now;
  }

  /** So much time passes on the clock, at once. */
  public static void pass(Duration time) {
    PASSED.addAndGet(time.toNanos());
  }

  /** Waits for something that does not come, for longer than any call may. */
  public static void waitForEver() {
    pass(Duration.ofHours(1));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The machine's own processor time; the clock stands but for {@link #pass}. */
  static Times times() {
    Times machine = Times.ofThisMachine();
    return new Times() {
      @Override
      public long clockNanos() {
        return PASSED.get();
      }

      @Override
      public long processorNanos(Thread thread) {
        return machine.processorNanos(thread);
      }
    };
  }
}
