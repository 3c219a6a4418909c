package org.prytany.spi;

/** The call that queues a proposal. */
public record QueuePlan(PlannedCall call) {}
