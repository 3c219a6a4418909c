package org.prytany.governance.act;

import java.util.Optional;

/** What became of an act. */
public sealed interface ActOutcome {

  /** Mined, succeeded, and read back. */
  record Confirmed(String transactionHash, long block, String blockHash) implements ActOutcome {}

  /** Mined and reverted: nothing happened. */
  record Reverted(String transactionHash, long block, String reason) implements ActOutcome {}

  /** Somebody else did it first: queue and execute are open to anyone. */
  record DoneElsewhere(Optional<String> transactionHash, String by) implements ActOutcome {}

  /** Not known: the chain is asked again before anything is repeated. Never a failure. */
  record Unknown(String why) implements ActOutcome {}

  /**
   * Given up before anything was sent, for a reason that lasts (deadline over, proposal cancelled).
   */
  record Abandoned(String why) implements ActOutcome {}
}
