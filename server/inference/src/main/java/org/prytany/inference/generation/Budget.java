package org.prytany.inference.generation;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How much one answer may cost. Looked at between runs of the model, so a run that has begun is
 * finished.
 *
 * @param tokens of the answer, at most
 * @param cpuNanos nanoseconds of processor time that the clock may go on, at most
 * @param clock of the calling thread's processor time, in nanoseconds
 * @param cancelled whether the answer is not wanted any more
 */
public record Budget(int tokens, long cpuNanos, LongSupplier clock, BooleanSupplier cancelled) {

  /** Rejects a budget of no tokens. */
  public Budget {
    if (tokens < 1) {
      throw new IllegalArgumentException("a budget of " + tokens + " tokens: give at least 1");
    }
  }
}
