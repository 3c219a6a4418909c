package org.prytany.governance.duty;

import java.time.Duration;

/** Does something again and again beside a step that may take long. */
@FunctionalInterface
public interface Heartbeat {

  /** Nothing is repeated: steps are shorter than a lease. */
  Heartbeat NONE = (pause, beat) -> () -> {};

  /**
   * Begins.
   *
   * @param beat what is repeated; what it throws ends the repetition
   * @return ends it when closed
   */
  Beating begin(Duration pause, Runnable beat);

  /** Something that is being repeated. */
  interface Beating extends AutoCloseable {
    @Override
    void close();
  }
}
