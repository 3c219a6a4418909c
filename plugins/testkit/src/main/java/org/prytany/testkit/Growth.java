package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * How work grows with its input, for tests of what reads strangers' text: no time is compared with
 * a constant, which a slower machine would fail. An input is doubled twice, and each doubling may
 * cost at most 2.3 times as much: work that grows with the square costs four times as much each
 * time. Counted are the bytes that a thread allocates and the processor time that it takes, each as
 * the least of several runs, because whatever else the machine does only ever adds. For the same
 * reason a ratio that is too large is measured again before it is believed, and then against four
 * runs of the small input in a row: on a busy machine a short run finds a quiet moment that a long
 * one never has.
 */
public final class Growth {

  /** For one doubling: twice the input, and some more for what is done once. */
  private static final double MOST = 2.3;

  private static final double MOST_FOR_FOUR_TIMES = MOST * MOST;

  private static final int LEAST_ROUNDS = 3;
  private static final int MOST_ROUNDS = 25;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Growth() {}

  /**
   * Runs both several times, on this thread.
   *
   * @param name of the input, for the failure
   * @param once the work for an input that is long enough for what is done only once to be little
   * @param fourTimes the work for an input of four times that length
   * @throws AssertionError if {@code fourTimes} allocates or takes more than 2.3 times 2.3 as much
   */
  public static void assertLinear(String name, Runnable once, Runnable fourTimes) {
    Cost small = Cost.of(once);
    Cost large = Cost.of(fourTimes);
    for (int round = 1; round < LEAST_ROUNDS; round++) {
      small = small.least(Cost.of(once));
      large = large.least(Cost.of(fourTimes));
    }
    if (large.atMost(MOST_FOR_FOUR_TIMES, small)) {
      return;
    }
    double most = MOST_FOR_FOUR_TIMES / 4;
    small = Cost.of(() -> fourRuns(once));
    for (int round = LEAST_ROUNDS; round < MOST_ROUNDS && !large.atMost(most, small); round++) {
      small = small.least(Cost.of(() -> fourRuns(once)));
      large = large.least(Cost.of(fourTimes));
    }
    assertThat(large.bytes / (double) small.bytes)
        .as("bytes for %s, beside four runs of a quarter of it", name)
        .isLessThanOrEqualTo(most);
    assertThat(large.nanos / (double) small.nanos)
        .as("time for %s, beside four runs of a quarter of it", name)
        .isLessThanOrEqualTo(most);
  }

  private static void fourRuns(Runnable once) {
    for (int run = 0; run < 4; run++) {
      once.run();
    }
  }

  /**
   * The same for work that another process does.
   *
   * @param once does the work and returns how much it was, in a unit of the caller's
   * @param fourTimes the same for four times the input
   * @throws AssertionError if the least of {@code fourTimes} is more than 2.3 times 2.3 as much
   */
  public static void assertLinear(String name, LongSupplier once, LongSupplier fourTimes) {
    long small = once.getAsLong();
    long large = fourTimes.getAsLong();
    for (int round = 1; round < LEAST_ROUNDS; round++) {
      small = Math.min(small, once.getAsLong());
      large = Math.min(large, fourTimes.getAsLong());
    }
    if (large <= MOST_FOR_FOUR_TIMES * small) {
      return;
    }
    double most = MOST_FOR_FOUR_TIMES / 4;
    small = fourRuns(once);
    for (int round = LEAST_ROUNDS; round < MOST_ROUNDS && large > most * small; round++) {
      small = Math.min(small, fourRuns(once));
      large = Math.min(large, fourTimes.getAsLong());
    }
    assertThat(large / (double) small)
        .as("work for %s, beside four runs of a quarter of it", name)
        .isLessThanOrEqualTo(most);
  }

  private static long fourRuns(LongSupplier once) {
    long sum = 0;
    for (int run = 0; run < 4; run++) {
      sum += once.getAsLong();
    }
    return sum;
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

    boolean atMost(double times, Cost other) {
      return bytes <= times * other.bytes && nanos <= times * other.nanos;
    }
  }
}
