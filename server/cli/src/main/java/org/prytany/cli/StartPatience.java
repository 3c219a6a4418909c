package org.prytany.cli;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * How long a process that was started may take until it is ready. On a busy machine a start takes
 * long while the process works on it: it is given up when it does not work, or was waited for half
 * an hour. One that answers is busy with being asked: it is given up when what it says is missing
 * does not change.
 */
final class StartPatience {

  /** However busy the machine is. */
  static final Duration LONGEST = Duration.ofMinutes(30);

  /** In which one that answers has something missing that was not missing alike before. */
  static final Duration UNCHANGED = Duration.ofMinutes(10);

  /** Processor time in a window, of one that works. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Duration window;
  private final long started;
  private final Set<Set<String>> wereMissing = new HashSet<>();
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
   * @param processor time that it has taken so far, which never falls; zero where the system does
   *     not say
   * @param missing parts that it says are missing; empty while it does not answer
   */
  boolean isOver(long now, Duration processor, Set<String> missing) {
    if (now - started >= LONGEST.toNanos()) {
      return true;
    }
    if (!missing.isEmpty() && wereMissing.add(Set.copyOf(missing))) {
      begun = now;
    }
    if (!wereMissing.isEmpty()) {
      return now - begun >= UNCHANGED.toNanos();
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
    if (now - started >= LONGEST.toNanos()) {
      return "did not get ready within " + LONGEST.toMinutes() + " minutes.";
    }
    return wereMissing.isEmpty()
        ? "did not get ready, and took less than a second of processor time in "
            + window.toSeconds()
            + " s, as far as the system says."
        : "answers, and has not come nearer to being ready for "
            + UNCHANGED.toMinutes()
            + " minutes.";
  }
}
