package org.prytany.app.limits;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.prytany.app.problem.Busy;

/**
 * An answer that is the same for everybody and costs much. One is made at a time, and the next no
 * sooner than after ten times as long as the last one took, so that asking for it takes at most a
 * tenth of one processor, however many ask. Everybody else gets the last answer.
 */
public final class Costly<T> {

  private static final int REST = 10;
  private static final long SHORTEST_REST = 1_000_000_000L;
  private static final int RETRY_AFTER_SECONDS = 5;

  private final Supplier<T> work;
  private final LongSupplier nanos;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable Made<T> last;

  private record Made<T>(T answer, long nextAt) {}

  /**
   * @param nanos a clock that only goes forward
   */
  public Costly(Supplier<T> work, LongSupplier nanos) {
    this.work = work;
    this.nanos = nanos;
  }

  /**
   * The answer, at most a short while old.
   *
   * @throws Busy if the first one is being made
   */
  public T get() {
    Made<T> known = last;
    if (known != null && nanos.getAsLong() - known.nextAt() < 0) {
      return known.answer();
    }
    if (!making.tryLock()) {
      return Optional.ofNullable(known)
          .map(Made::answer)
          .orElseThrow(() -> new Busy(RETRY_AFTER_SECONDS));
    }
    try {
      long begun = nanos.getAsLong();
      T made = work.get();
      long end = nanos.getAsLong();
      last = new Made<>(made, end + Math.max(SHORTEST_REST, REST * (end - begun)));
      return made;
    } finally {
      making.unlock();
    }
  }
}
