package org.prytany.governance.act;

import java.util.Optional;

/** What became of an act. */
public sealed interface ActOutcome {

  /** Mined, succeeded, and read back. */
  record Confirmed(String transactionHash, long block, String blockHash) implements ActOutcome {}

  /** Mined and reverted: nothing happened. */
  record Reverted(String transactionHash, long block, String blockHash, String reason)
      implements ActOutcome {}

  /** Somebody else did it first: queue and execute are open to anyone. */
  record DoneElsewhere(Optional<String> transactionHash, String by) implements ActOutcome {}

  /**
   * The chain has something else than was intended, and nothing can take it back: a vote in another
   * direction, for instance one that was cast by hand.
   *
   * @param what plain English
   */
  record Contrary(Optional<String> transactionHash, String what) implements ActOutcome {}

  /** Not known: the chain is asked again before anything is repeated. Never a failure. */
  record Unknown(String why) implements ActOutcome {}

  /**
   * Given up for a reason that lasts (deadline over, proposal cancelled), with nothing of it left
   * that could be mined.
   */
  record Abandoned(String why) implements ActOutcome {}

  /**
   * Taken back after it was signed: its nonce is used up by something else. Another act for the
   * same thing may follow, when everything holds again.
   *
   * @param transactionHash of what took the nonce; empty if it was not ours
   * @param block of it; 0 if it was not ours
   * @param blockHash of that block; "" if it was not ours
   */
  record Recalled(String why, Optional<String> transactionHash, long block, String blockHash)
      implements ActOutcome {}

  /** The block that shows it, where a transaction of ours does; 0 where none does. */
  default long minedAt() {
    return switch (this) {
      case Confirmed confirmed -> confirmed.block();
      case Reverted reverted -> reverted.block();
      case Recalled recalled -> recalled.block();
      case DoneElsewhere elsewhere -> 0;
      case Contrary contrary -> 0;
      case Unknown unknown -> 0;
      case Abandoned abandoned -> 0;
    };
  }
}
