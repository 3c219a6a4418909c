package org.prytany.spi;

/** What became of an execution. */
public sealed interface ExecutionOutcome {

  /** The governor executed the proposal. */
  record Confirmed(String transactionHash, long block) implements ExecutionOutcome {

    public Confirmed {
      Bounds.text("a transaction's hash", transactionHash, Bounds.LONGEST_NAME);
    }
  }

  /** The transaction was mined and reverted: nothing moved. */
  record Reverted(String transactionHash, String reason) implements ExecutionOutcome {

    public Reverted {
      Bounds.text("a transaction's hash", transactionHash, Bounds.LONGEST_NAME);
      Bounds.text("a reason", reason, Bounds.LONGEST_REASON);
    }
  }

  /** Not known. Never a failure: the chain is asked again before anything is repeated. */
  record Unknown(String why) implements ExecutionOutcome {

    public Unknown {
      Bounds.text("a reason", why, Bounds.LONGEST_REASON);
    }
  }
}
