package org.prytany.spi;

/** Decides how the operator's account votes. */
public interface VoteStrategy extends Plugin {

  /** Decides from the situation alone: same situation, same decision. No I/O, no clock. */
  VoteDecision decide(VotingSituation situation);
}
