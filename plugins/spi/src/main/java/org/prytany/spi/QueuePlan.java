package org.prytany.spi;

/** The call that queues a proposal. */
public record QueuePlan(PlannedCall call) {

  public QueuePlan {
    Bounds.present("the call that queues", call);
  }
}
