package org.prytany.link;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a process may take until it listens. On a busy machine a start takes long while the
 * process works on it: it is given up when it does not work, or has worked more than any start
 * takes, or was waited for half an hour.
 */
final class StartPatience {

  static final Duration WINDOW = Duration.ofMinutes(3);

  /** However busy the machine is. */
  static final Duration LONGEST = Duration.ofMinutes(30);

  /** Processor time: in a window, of one that works; and in all. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private static final Duration MOST = Duration.ofMinutes(3);

  private final long started;
  private long begun;
  private Duration before = Duration.ZERO;

  /**
   * @param now of System.nanoTime, when it was started
   */
  StartPatience(long now) {
    started = now;
    begun = now;
  }

  /**
   * Whether it is to be given up.
   *
   * @param processor time that it has taken so far; empty where the system does not say
   */
  boolean isOver(long now, Optional<Duration> processor) {
    if (processor.filter(time -> time.compareTo(MOST) > 0).isPresent()
        || now - started >= LONGEST.toNanos()) {
      return true;
    }
    if (now - begun < WINDOW.toNanos()) {
      return false;
    }
    Duration taken = processor.orElse(before);
    boolean works = taken.minus(before).compareTo(LEAST) >= 0;
    begun = now;
    before = taken;
    return !works;
  }
}
