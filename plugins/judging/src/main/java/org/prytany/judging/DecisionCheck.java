package org.prytany.judging;

import java.util.Optional;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VotingSituation;

/** Holds a decision against what the host records, signs and sends. */
public final class DecisionCheck {

  private DecisionCheck() {}

  /** What is wrong with a decision; empty if nothing. */
  public static Optional<String> fault(VoteDecision decision, VotingSituation situation) {
    if (decision.rule().isBlank()) {
      return Optional.of("it names no rule");
    }
    Optional<String> unseen = Visible.unseen(decision.rule());
    if (unseen.isPresent()) {
      return Optional.of("the name of its rule has a character that nobody sees, " + unseen.get());
    }
    if (decision.reason().isBlank()) {
      return Optional.of("it gives no reason");
    }
    if (decision instanceof VoteDecision.Split
        && situation.circumstances().inParts().equals(Optional.of(false))) {
      return Optional.of("it casts a vote in parts, which the governor does not take");
    }
    return decision instanceof VoteDecision.Vote vote
        ? vote.shares().directions().stream()
            .filter(support -> !situation.supports().contains(support))
            .findFirst()
            .map(support -> "it casts " + support + ", which the governor does not take")
        : Optional.empty();
  }
}
