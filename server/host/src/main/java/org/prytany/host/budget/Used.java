package org.prytany.host.budget;

/**
 * What work has used so far.
 *
 * @param processorNanos processor time of its threads together, in nanoseconds
 * @param clockNanos time on the clock since it began, in nanoseconds
 */
public record Used(long processorNanos, long clockNanos) {

  /** What was used since an earlier reading of the same work. */
  public Used since(Used earlier) {
    return new Used(processorNanos - earlier.processorNanos, clockNanos - earlier.clockNanos);
  }
}
