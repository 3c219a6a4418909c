package org.prytany.host.budget;

import java.time.Duration;
import java.util.Optional;

/**
 * What one piece of work may use. Processor time is what it is about: it is the same on a busy
 * machine and on a quiet one. The time on the clock only ends work that waits for something that
 * does not come.
 *
 * @param processor most processor time of the threads that do the work, together
 * @param clock longest time on the clock; generous, minutes
 */
public record Budget(Duration processor, Duration clock) {

  /** So many times as much of both. */
  public Budget times(int factor) {
    return new Budget(processor.multipliedBy(factor), clock.multipliedBy(factor));
  }

  /** The lesser of each. */
  public Budget atMost(Budget other) {
    return new Budget(lesser(processor, other.processor), lesser(clock, other.clock));
  }

  private static Duration lesser(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** What there is too much of, to be read after "took longer than"; empty if nothing is. */
  public Optional<String> exceededBy(Used used) {
    if (used.processorNanos() >= processor.toNanos()) {
      return Optional.of(inWords(processor) + " of processor time");
    }
    if (used.clockNanos() >= clock.toNanos()) {
      return Optional.of(inWords(clock) + " on the clock");
    }
    return Optional.empty();
  }

  private static String inWords(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
