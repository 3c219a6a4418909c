package org.prytany.chain.intake;

import java.time.Duration;

/**
 * How many blocks an endpoint is asked for at once. Ranges grow while it answers and shrink when it
 * refuses; one that refuses even a single block rests, and begins anew.
 */
final class LogPace {
  private static final int SUCCESSES_TO_GROW = 2;

  /** Every refusal makes growing again twice as hard, so that a limit is not run into for ever. */
  private static final int HARDEST_TO_GROW = 64;

  private static final Duration FIRST_REST = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  private final long first;
  private final long largest;
  private long range;
  private int successes;
  private int needed = SUCCESSES_TO_GROW;

  /** The smallest range that was refused. */
  private long refused = Long.MAX_VALUE;

  private int rests;
  private long restsUntil;
  private boolean resting;

  /**
   * @param first blocks to begin with
   * @param largest blocks at most
   */
  LogPace(long first, long largest) {
    this.first = first;
    this.largest = largest;
    this.range = first;
  }

  synchronized long range() {
    return range;
  }

  synchronized void answered(long asked) {
    rests = 0;
    if (asked >= refused) {
      // A range that was refused before is borne now: the endpoint is a better one again.
      needed = SUCCESSES_TO_GROW;
      refused = Long.MAX_VALUE;
    }
    boolean known = range * 2 < refused;
    successes++;
    if (successes >= (known ? SUCCESSES_TO_GROW : needed)) {
      range = Math.min(largest, range * 2);
      successes = 0;
    }
  }

  synchronized void refused(long asked) {
    range = Math.max(1, Math.min(asked, range) / 2);
    successes = 0;
    needed = Math.min(HARDEST_TO_GROW, needed * 2);
    refused = Math.min(asked, refused);
  }

  /** It gives no logs at all: it is asked again after a minute, and twice as long each time. */
  synchronized void rest(long now) {
    restsUntil = now + FIRST_REST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, rests)).toNanos();
    resting = true;
    rests++;
    range = first;
    successes = 0;
    needed = SUCCESSES_TO_GROW;
    refused = Long.MAX_VALUE;
  }

  synchronized boolean rests(long now) {
    resting &= restsUntil - now > 0;
    return resting;
  }
}
