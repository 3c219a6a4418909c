package org.prytany.host.budget;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so. */
public final class HandDrivenTimes implements Times {

  private final AtomicLong clock = new AtomicLong();
  private final Map<Thread, Long> processor = new ConcurrentHashMap<>();
  private final Semaphore looks = new Semaphore(0);

  /** So much time passes for everybody. */
  public void clock(Duration passes) {
    clock.addAndGet(passes.toNanos());
  }

  /** A thread gets so much of the processor. */
  public void processor(Thread thread, Duration gets) {
    processor.merge(thread, gets.toNanos(), Long::sum);
  }

  /** Until somebody has looked at the clock so often from now on. */
  public void awaitLooks(int count) {
    looks.drainPermits();
    looks.acquireUninterruptibly(count);
  }

  @Override
  public long clockNanos() {
    looks.release();
    return clock.get();
  }

  @Override
  public long processorNanos(Thread thread) {
    return processor.getOrDefault(thread, 0L);
  }
}
