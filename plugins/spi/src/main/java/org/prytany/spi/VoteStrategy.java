package org.prytany.spi;

import java.util.List;
import java.util.Optional;

/** Decides how the operator's account votes. */
public interface VoteStrategy extends Plugin {

  /** Decides from the situation alone: same situation, same decision. No I/O, no clock. */
  VoteDecision decide(VotingSituation situation);

  /**
   * Accounts whose votes it wants to know, at most {@link Bounds#MOST_FOLLOWED}: {@link
   * Circumstances#voting} then has those that they cast.
   */
  default List<Address> followed() {
    return List.of();
  }

  /**
   * Whether it wants to know what became of earlier proposals of a proposal's author: {@link
   * Circumstances#history} then has it, where it is known as a whole. To find it out is many
   * requests: while they are made it is asked without, and whatever it answers stands, but an
   * escalation, which waits for the history as long as there is time.
   */
  default boolean asksForHistory() {
    return false;
  }

  /** The rules it decides by, in the order in which they are tried; empty where it has no rules. */
  default List<VoteRule> rules() {
    return List.of();
  }

  /** Rules that were written anew and wait to be put into force; empty if there are none. */
  default Optional<ChangedRules> changed() {
    return Optional.empty();
  }

  /**
   * Puts the rules that {@link #changed} names into force. The host calls it after somebody who may
   * confirmed them.
   *
   * @param sha256 of what was confirmed: nothing else may come into force
   * @throws IllegalStateException if that is not what waits, or it cannot be used; the old rules
   *     stay
   */
  default void adopt(String sha256) {
    throw new IllegalStateException("This strategy's rules cannot be changed while it runs.");
  }
}
