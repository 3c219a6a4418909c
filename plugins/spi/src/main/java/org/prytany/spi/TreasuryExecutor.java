package org.prytany.spi;

/**
 * Plans the governor calls that queue and execute a passed proposal. It plans; the host checks that
 * a plan is exactly the proposal's own call, signs and sends.
 */
public interface TreasuryExecutor extends Plugin {

  /** The call that queues the proposal in its timelock. */
  QueuePlan planQueue(PassedProposal proposal);

  /** The call that executes the queued and approved proposal. */
  ExecutionPlan planExecution(ApprovedProposal proposal);

  /** Reads what became of an execution. Anything that the receipt does not settle is Unknown. */
  ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt);
}
