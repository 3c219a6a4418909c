package org.prytany.host;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Knows which calls hang because they say so, and takes no other for slow: the machine may be as
 * busy as it likes.
 */
final class ToldPatience implements Patience {

  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration HANG = Duration.ofMinutes(5);

  private final Set<Thread> hanging = ConcurrentHashMap.newKeySet();
  private final AtomicLong time = new AtomicLong();

  /** Calls with a shorter limit are waited for until whoever asked gives up. */
  volatile Duration endless = Duration.ZERO;

  /** Said by a call of itself: it takes longer than any limit. */
  void hangs() {
    hanging.add(Thread.currentThread());
  }

  /** Waits until one more call hangs. */
  void awaitHanging(int count) throws InterruptedException {
    for (long i = 0; hanging.size() < count; i++) {
      if (i > HANG.dividedBy(LOOK)) {
        throw new IllegalStateException("no call hangs");
      }
      Thread.sleep(LOOK);
    }
  }

  int hangingUntilNow() {
    return hanging.size();
  }

  @Override
  public <R extends @Nullable Object> R result(FutureTask<R> running, Thread thread, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (long i = 0; i < HANG.dividedBy(LOOK); i++) {
      try {
        return running.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (hanging.contains(thread) && limit.compareTo(endless) >= 0) {
          throw e;
        }
      }
    }
    throw new IllegalStateException("a call neither ended nor said that it hangs");
  }

  /** Each look is an hour later. */
  @Override
  public long nanos() {
    return time.addAndGet(Duration.ofHours(1).toNanos());
  }
}
