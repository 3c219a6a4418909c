package org.prytany.governance.poll;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.prytany.spi.Support;

/**
 * What was decided about a vote off chain.
 *
 * @param kind what follows
 * @param rule that decided; "host" for the house, "person" for an operator
 * @param reason in plain English; it goes out with a vote
 * @param support as the rule said it; empty unless a rule votes
 * @param choice as it is published; empty unless it is to be cast
 * @param by "id version" of the strategy, "host", or the operator
 * @param contentHash of what it was decided about
 * @param power votes of the account, as the hub said; 0 where it was not asked
 * @param at when
 * @param person what an operator signed; empty where nobody did
 */
public record PollDecision(
    Kind kind,
    String rule,
    String reason,
    Optional<Support> support,
    Optional<String> choice,
    String by,
    String contentHash,
    BigDecimal power,
    Instant at,
    Optional<PollChoice> person) {

  /** What follows from a decision. */
  public enum Kind {
    /** The choice is voted. */
    CAST,
    /** Nothing is voted. */
    REFRAIN,
    /** The rules leave it to a person. */
    ESCALATE,
    /** No rule may vote on this, whatever it says; a person may, if a vote can be made of it. */
    BLOCKED,
    /** It is asked again. */
    NOT_YET;

    /** Whether a person has to act. */
    public boolean needsPeople() {
      return this == ESCALATE || this == BLOCKED;
    }
  }

  /** Whether it comes to the same. */
  public boolean isLike(PollDecision other) {
    return kind == other.kind
        && rule.equals(other.rule)
        && reason.equals(other.reason)
        && choice.equals(other.choice)
        && contentHash.equals(other.contentHash);
  }
}
