package org.prytany.spi;

/** What became of an execution. */
public sealed interface ExecutionOutcome {

  /** The governor executed the proposal. */
  record Confirmed(String transactionHash, long block) implements ExecutionOutcome {}

  /** The transaction was mined and reverted: nothing moved. */
  record Reverted(String transactionHash, String reason) implements ExecutionOutcome {}

  /** Not known. Never a failure: the chain is asked again before anything is repeated. */
  record Unknown(String why) implements ExecutionOutcome {}
}
