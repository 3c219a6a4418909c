package org.prytany.spi;

/** What a vote strategy decided, and by which rule. */
public sealed interface VoteDecision {

  /** Name of the rule that decided. */
  String rule();

  /** Plain English for the operator and, when cast, for the chain. */
  String reason();

  /** Vote in a direction. */
  record Cast(Support support, String rule, String reason) implements VoteDecision {}

  /** Do not vote on this proposal. */
  record Refrain(String rule, String reason) implements VoteDecision {}

  /** A person has to decide. */
  record Escalate(String rule, String reason) implements VoteDecision {}

  /** Ask again later, while there is time. */
  record NotYet(String rule, String reason) implements VoteDecision {}
}
