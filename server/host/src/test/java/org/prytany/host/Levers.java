package org.prytany.host;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.prytany.host.budget.Times;

/**
 * What one test and the plugins that it made share: when all is over, and how time passes. Threads
 * that a test leaves behind keep its levers, so they neither pass the time of the next test nor
 * miss that their own is over.
 */
public final class Levers {

  private static volatile Levers now = new Levers();

  private final AtomicLong passed = new AtomicLong();
  private volatile boolean over;

  private Levers() {}

  /** Those of the test that runs. */
  public static Levers now() {
    return now;
  }

  static Levers begin() {
    now = new Levers();
    return now;
  }

  /** Whether whoever loops on and on may stop, because the test is over. */
  public boolean over() {
    return over;
  }

  void end() {
    over = true;
  }

  /** So much time passes on the clock, at once. */
  public void pass(Duration time) {
    passed.addAndGet(time.toNanos());
  }

  /** Waits for something that does not come, for longer than any call may. */
  public void waitForEver() {
    pass(Duration.ofHours(1));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The machine's own processor time; the clock stands but for {@link #pass}. */
  Times times() {
    Times machine = Times.ofThisMachine();
    return new Times() {
      @Override
      public long clockNanos() {
        return passed.get();
      }

      @Override
      public long processorNanos(Thread thread) {
        return machine.processorNanos(thread);
      }
    };
  }
}
