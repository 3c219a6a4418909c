package org.prytany.chain.rpc;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When an address that failed is asked again: as long after as it says, or twice as long with every
 * failure, and never quite at the same moment as everybody else.
 */
final class Rest {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 10;

  /** A slow answer may be the question's fault: it is the address's when it is slow again. */
  private static final int SLOW_BEFORE_REST = 3;

  private final Duration longest;
  private final RandomGenerator random;
  private int failures;
  private long until;
  private Optional<RouteException> last = Optional.empty();

  /**
   * @param longest rest that is not asked for
   */
  Rest(Duration longest, RandomGenerator random, long now) {
    this.longest = longest;
    this.random = random;
    this.until = now;
  }

  synchronized void failed(RouteException failure, long now) {
    if (failure.kind() == RouteException.Kind.TOO_LARGE) {
      return;
    }
    failures++;
    last = Optional.of(failure);
    if (failure.kind() == RouteException.Kind.SLOW && failures < SLOW_BEFORE_REST) {
      return;
    }
    Duration doubled = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 1));
    long bounded = Math.min(longest.toNanos(), doubled.toNanos());
    long pause = (long) (bounded * (0.75 + random.nextDouble() / 2));
    long asked =
        failure
            .retryAfter()
            .map(its -> Math.min(its.toNanos(), LONGEST_ASKED.toNanos()))
            .orElse(0L);
    until = Math.max(until, now + Math.max(asked, failure.retryAfter().isPresent() ? 0 : pause));
  }

  synchronized void worked() {
    failures = 0;
  }

  /** How long it still rests; zero if it may be asked. */
  synchronized Duration left(long now) {
    return until - now > 0 ? Duration.ofNanos(until - now) : Duration.ZERO;
  }

  /** Why it rests. */
  synchronized Optional<RouteException> why() {
    return last;
  }
}
