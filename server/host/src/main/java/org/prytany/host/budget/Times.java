package org.prytany.host.budget;

/** The clock, and how much of the processor threads have had. */
public interface Times {

  /** A clock that never goes back, in nanoseconds from any beginning. */
  long clockNanos();

  /** Processor time of a thread since it started, in nanoseconds; -1 if it cannot be told. */
  long processorNanos(Thread thread);

  /** Those of this virtual machine. */
  static Times ofThisMachine() {
    return MachineTimes.INSTANCE;
  }
}
