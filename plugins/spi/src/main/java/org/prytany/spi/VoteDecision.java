package org.prytany.spi;

/** What a vote strategy decided, and by which rule. */
public sealed interface VoteDecision {

  /** Name of the rule that decided. */
  String rule();

  /** Plain English for the operator and, when cast, for the chain. */
  String reason();

  /** Vote in a direction. */
  record Cast(Support support, String rule, String reason) implements VoteDecision {

    public Cast {
      Bounds.present("a direction", support);
      Bounds.text("a rule's name", rule, Bounds.LONGEST_NAME);
      Bounds.text("a reason", reason, Bounds.LONGEST_REASON);
    }
  }

  /** Do not vote on this proposal. */
  record Refrain(String rule, String reason) implements VoteDecision {

    public Refrain {
      Bounds.text("a rule's name", rule, Bounds.LONGEST_NAME);
      Bounds.text("a reason", reason, Bounds.LONGEST_REASON);
    }
  }

  /** A person has to decide. */
  record Escalate(String rule, String reason) implements VoteDecision {

    public Escalate {
      Bounds.text("a rule's name", rule, Bounds.LONGEST_NAME);
      Bounds.text("a reason", reason, Bounds.LONGEST_REASON);
    }
  }

  /** Ask again later, while there is time. */
  record NotYet(String rule, String reason) implements VoteDecision {

    public NotYet {
      Bounds.text("a rule's name", rule, Bounds.LONGEST_NAME);
      Bounds.text("a reason", reason, Bounds.LONGEST_REASON);
    }
  }
}
