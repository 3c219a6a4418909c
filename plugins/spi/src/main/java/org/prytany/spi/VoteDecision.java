package org.prytany.spi;

/** What a vote strategy decided, and by which rule. */
public sealed interface VoteDecision {

  /** Name of the rule that decided. */
  String rule();

  /** Plain English for the operator and, when cast, for the chain. */
  String reason();

  /** A decision to vote. */
  sealed interface Vote extends VoteDecision {

    /** How much of the account's votes goes where. */
    Shares shares();

    /** The same with another reason. */
    Vote because(String other);

    /** Whether any of it goes in a direction. */
    default boolean goes(Support support) {
      return shares().of(support) > 0;
    }
  }

  /** Vote in a direction. */
  record Cast(Support support, String rule, String reason) implements Vote {

    public Cast {
      Bounds.present("a direction", support);
      Bounds.text("a rule's name", rule, Bounds.LONGEST_NAME);
      Bounds.text("a reason", reason, Bounds.LONGEST_REASON);
    }

    @Override
    public Shares shares() {
      return Shares.all(support);
    }

    @Override
    public Cast because(String other) {
      return new Cast(support, rule, other);
    }
  }

  /**
   * Vote in several directions at once, where the governor counts that ({@link
   * Circumstances#inParts}).
   */
  record Split(Shares shares, String rule, String reason) implements Vote {

    public Split {
      Bounds.present("shares", shares);
      if (shares.single().isPresent()) {
        throw new IllegalArgumentException("a vote in one direction is no split one");
      }
      Bounds.text("a rule's name", rule, Bounds.LONGEST_NAME);
      Bounds.text("a reason", reason, Bounds.LONGEST_REASON);
    }

    @Override
    public Split because(String other) {
      return new Split(shares, rule, other);
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
