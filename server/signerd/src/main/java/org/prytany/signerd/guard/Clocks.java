package org.prytany.signerd.guard;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of this machine.
 *
 * @param dates what the journal is dated by; it may be set, forward and back
 * @param nanos runs and cannot be set, in nanoseconds from an unknown start of its own
 */
public record Clocks(InstantSource dates, LongSupplier nanos) {

  /** Those of the system. */
  public static Clocks system() {
    return new Clocks(InstantSource.system(), System::nanoTime);
  }
}
