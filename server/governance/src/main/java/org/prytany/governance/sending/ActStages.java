package org.prytany.governance.sending;

import org.prytany.governance.act.Act;

/**
 * Told when an act has passed a stage. Tests stop the process there to see that it recovers; in
 * service nobody listens.
 */
@FunctionalInterface
public interface ActStages {

  /** Nobody listens. */
  ActStages NONE = (stage, act) -> {};

  /** Called right after the stage; what it throws ends the step as a crash would. */
  void reached(Stage stage, Act act);

  /** The stages of an act in their order. */
  enum Stage {
    /** The intent is stored; nothing is signed. */
    INTENT_STORED,
    /** The call was simulated and has gas and fees. */
    PREPARED,
    /** The signer signed; the signed bytes are in memory only. */
    SIGNED,
    /** The signed bytes are stored; nothing is sent. */
    SUBMISSION_STORED,
    /** It is marked as sent; the next thing is the broadcast. */
    MARKED_SENT,
    /** The chain has the bytes. */
    BROADCAST,
    /** It is mined; nothing about that is stored. */
    RECEIPT_SEEN,
    /** The taking back of a signed act is intended; nothing of it is signed. */
    RECALL_STORED,
    /** The outcome is stored. */
    OUTCOME_STORED
  }
}
