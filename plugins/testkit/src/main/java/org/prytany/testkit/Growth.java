package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * How work grows when its input doubles, for tests of what reads strangers' text: no time is
 * compared with a constant, which a slower machine would fail. Counted are the bytes that a thread
 * allocates and the processor time that it takes, each as the least of several runs, because
 * whatever else the machine does only ever adds. For the same reason a ratio that is too large is
 * measured again before it is believed; work that grows with the square stays at four.
 */
public final class Growth {

  /** Twice the input, and some more for what is done once. */
  private static final double MOST = 2.3;

  /** Of time: on a busy machine the larger input has less of the caches. The square gives four. */
  private static final double MOST_TIME = 3;

  private static final int LEAST_ROUNDS = 3;
  private static final int MOST_ROUNDS = 25;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Growth() {}

  /**
   * Runs both several times, on this thread.
   *
   * @param name of the input, for the failure
   * @param once the work for an input that is long enough for what is done only once to be little
   * @param twice the work for an input of twice that length
   * @throws AssertionError if {@code twice} allocates more than 2.3 times the bytes of {@code
   *     once}, or takes more than 3 times its time
   */
  public static void assertLinear(String name, Runnable once, Runnable twice) {
    Cost small = Cost.of(once);
    Cost large = Cost.of(twice);
    for (int round = 1; round < MOST_ROUNDS; round++) {
      if (round >= LEAST_ROUNDS && large.atMost(small)) {
        return;
      }
      small = small.least(Cost.of(once));
      large = large.least(Cost.of(twice));
    }
    assertThat(large.bytes / (double) small.bytes)
        .as("bytes for %s", name)
        .isLessThanOrEqualTo(MOST);
    assertThat(large.nanos / (double) small.nanos)
        .as("time for %s", name)
        .isLessThanOrEqualTo(MOST_TIME);
  }

  /**
   * The same for work that another process does.
   *
   * @param once does the work and returns how much it was, in a unit of the caller's
   * @param twice the same for twice the input
   * @throws AssertionError if the least of {@code twice} is more than 2.3 times that of {@code
   *     once}
   */
  public static void assertLinear(String name, LongSupplier once, LongSupplier twice) {
    long small = once.getAsLong();
    long large = twice.getAsLong();
    for (int round = 1; round < MOST_ROUNDS; round++) {
      if (round >= LEAST_ROUNDS && large <= MOST_TIME * small) {
        return;
      }
      small = Math.min(small, once.getAsLong());
      large = Math.min(large, twice.getAsLong());
    }
    assertThat(large / (double) small).as("work for %s", name).isLessThanOrEqualTo(MOST_TIME);
  }

  private record Cost(long bytes, long nanos) {

    static Cost of(Runnable work) {
      long thread = Thread.currentThread().threadId();
      long bytes = THREADS.getThreadAllocatedBytes(thread);
      long nanos = THREADS.getCurrentThreadCpuTime();
      work.run();
      return new Cost(
          THREADS.getThreadAllocatedBytes(thread) - bytes,
          THREADS.getCurrentThreadCpuTime() - nanos);
    }

    Cost least(Cost other) {
      return new Cost(Math.min(bytes, other.bytes), Math.min(nanos, other.nanos));
    }

    boolean atMost(Cost half) {
      return bytes <= MOST * half.bytes && nanos <= MOST_TIME * half.nanos;
    }
  }
}
