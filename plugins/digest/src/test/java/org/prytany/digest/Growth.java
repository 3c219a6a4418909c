package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How work grows when its input doubles. Bytes that are allocated are counted, and the thread's
 * processor time is compared with itself, both as the least of several runs: whatever else the
 * machine does only ever adds. A ratio that is too large is measured again some times before it is
 * believed, for the same reason; work that grows with the square stays at four.
 */
final class Growth {

  /** Twice the input, and some more for what is done once. */
  private static final double MOST = 2.3;

  private static final int LEAST_ROUNDS = 3;
  private static final int MOST_ROUNDS = 25;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Growth() {}

  /** Fails if {@code twice} takes more than 2.3 times the work of {@code once}. */
  static void assertLinear(String name, Runnable once, Runnable twice) {
    Cost small = Cost.of(once);
    Cost large = Cost.of(twice);
    for (int round = 1; round < MOST_ROUNDS; round++) {
      if (round >= LEAST_ROUNDS && large.atMost(small)) {
        return;
      }
      small = small.least(Cost.of(once));
      large = large.least(Cost.of(twice));
    }
    assertThat(large.bytes / (double) small.bytes).as("bytes for %s", name).isLessThan(MOST);
    assertThat(large.nanos / (double) small.nanos).as("time for %s", name).isLessThan(MOST);
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
      return bytes <= MOST * half.bytes && nanos <= MOST * half.nanos;
    }
  }
}
