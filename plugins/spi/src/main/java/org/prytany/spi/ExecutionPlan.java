package org.prytany.spi;

/** The call that executes a proposal. */
public record ExecutionPlan(PlannedCall call) {

  public ExecutionPlan {
    Bounds.present("the call that executes", call);
  }
}
