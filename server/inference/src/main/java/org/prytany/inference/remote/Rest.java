package org.prytany.inference.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When an endpoint that failed is asked again: as long after as it says, at most five minutes, or
 * twice as long with every failure, at most a minute. Thread-safe.
 */
final class Rest {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 6;

  private final LongSupplier nanos;
  private int failures;
  private long until;

  /**
   * @param nanos a clock that only goes on, in nanoseconds
   */
  Rest(LongSupplier nanos) {
    this.nanos = nanos;
    this.until = nanos.getAsLong();
  }

  synchronized void failed(Optional<Duration> asked) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures));
    failures++;
    Duration own = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    Duration rest =
        asked.map(its -> its.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : its).orElse(own);
    until = nanos.getAsLong() + Math.max(rest.toNanos(), FIRST.toNanos());
  }

  synchronized void worked() {
    failures = 0;
    until = nanos.getAsLong();
  }

  /** How long it still rests; zero if it may be asked. */
  synchronized Duration left() {
    long left = until - nanos.getAsLong();
    return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
  }
}
