package org.prytany.app.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.Recall;
import org.prytany.governance.proposal.Decided;
import org.prytany.spi.Shares;
import org.prytany.spi.VoteDecision;

/** Decisions and acts as the API shows them. */
public final class ActViews {

  private ActViews() {}

  public static DecisionView decision(Decided decided) {
    VoteDecision decision = decided.decision();
    return new DecisionView(
        switch (decision) {
          case VoteDecision.Vote vote -> "cast";
          case VoteDecision.Refrain refrain -> "refrain";
          case VoteDecision.Escalate escalate -> "escalate";
          case VoteDecision.NotYet notYet -> "not-yet";
        },
        decision instanceof VoteDecision.Vote vote
            ? vote.shares().single().map(TextViews::lower)
            : Optional.empty(),
        decision instanceof VoteDecision.Split split
            ? Optional.of(shares(split.shares()))
            : Optional.empty(),
        decision.rule(),
        decision.reason(),
        decided.plugin(),
        decided.block(),
        decided.votingPower().toString(),
        decided.decidedAt().toString());
  }

  private static Map<String, Integer> shares(Shares shares) {
    Map<String, Integer> parts = new LinkedHashMap<>();
    shares.directions().forEach(way -> parts.put(TextViews.lower(way), shares.of(way)));
    return parts;
  }

  public static ActView act(Act act) {
    Optional<String> submitted = act.submission().map(Act.Submission::transactionHash);
    Optional<ActOutcome> outcome = act.outcome();
    return new ActView(
        TextViews.lower(act.kind()),
        act.status().word(),
        Checksummed.of(act.account()),
        outcome.flatMap(ActViews::transaction).or(() -> submitted),
        outcome.flatMap(ActViews::block),
        act.detail(),
        outcome.flatMap(ActViews::by),
        outcome.flatMap(ActViews::why).or(() -> act.recall().map(Recall::why)),
        act.intendedAt().toString());
  }

  private static Optional<String> transaction(ActOutcome outcome) {
    return switch (outcome) {
      case ActOutcome.Confirmed confirmed -> Optional.of(confirmed.transactionHash());
      case ActOutcome.Reverted reverted -> Optional.of(reverted.transactionHash());
      case ActOutcome.DoneElsewhere elsewhere -> elsewhere.transactionHash();
      case ActOutcome.Unknown unknown -> Optional.empty();
      case ActOutcome.Abandoned abandoned -> Optional.empty();
      case ActOutcome.Contrary contrary -> contrary.transactionHash();
      case ActOutcome.Recalled recalled -> recalled.transactionHash();
    };
  }

  private static Optional<Long> block(ActOutcome outcome) {
    return switch (outcome) {
      case ActOutcome.Confirmed confirmed -> Optional.of(confirmed.block());
      case ActOutcome.Reverted reverted -> Optional.of(reverted.block());
      default -> Optional.empty();
    };
  }

  private static Optional<String> by(ActOutcome outcome) {
    return outcome instanceof ActOutcome.DoneElsewhere elsewhere
        ? Optional.of(elsewhere.by())
        : Optional.empty();
  }

  private static Optional<String> why(ActOutcome outcome) {
    return switch (outcome) {
      case ActOutcome.Reverted reverted -> Optional.of(reverted.reason());
      case ActOutcome.Unknown unknown -> Optional.of(unknown.why());
      case ActOutcome.Abandoned abandoned -> Optional.of(abandoned.why());
      case ActOutcome.Contrary contrary -> Optional.of(contrary.what());
      case ActOutcome.Recalled recalled -> Optional.of(recalled.why());
      default -> Optional.empty();
    };
  }
}
