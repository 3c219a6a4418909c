package org.prytany.cli;

import java.time.Duration;

/**
 * How long a process that was started may take until it is ready. On a busy machine a start takes
 * long while the process works on it: it is given up when it does not work, or was waited for half
 * an hour.
 */
final class StartPatience {

  /** However busy the machine is. */
  static final Duration LONGEST = Duration.ofMinutes(30);

  /** Processor time in a window, of one that works. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Duration window;
  private final long started;
  private long begun;
  private Duration before = Duration.ZERO;

  /**
   * @param window in which one that is starting takes a second of processor time at least
   * @param now of System.nanoTime, when it was started
   */
  StartPatience(Duration window, long now) {
    this.window = window;
    started = now;
    begun = now;
  }

  /**
   * Whether it is to be given up.
   *
   * @param processor time that it has taken so far; zero where the system does not say
   */
  boolean isOver(long now, Duration processor) {
    if (now - started >= LONGEST.toNanos()) {
      return true;
    }
    if (now - begun < window.toNanos()) {
      return false;
    }
    boolean works = processor.minus(before).compareTo(LEAST) >= 0;
    begun = now;
    before = processor;
    return !works;
  }

  /** In words, when it is over. */
  String words(long now) {
    long minutes = Duration.ofNanos(now - started).toMinutes();
    return minutes >= LONGEST.toMinutes()
        ? "did not get ready within " + LONGEST.toMinutes() + " minutes."
        : "did not get ready, and has done nothing for " + window.toSeconds() + " s.";
  }
}
