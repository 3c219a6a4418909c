package org.prytany.policies;

import java.util.Locale;
import java.util.Map;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.decision.HouseRules;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Decided;
import org.prytany.rules.Policy;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** Says what a server would have done about past proposals with a policy. It does nothing. */
record Rehearsal(Policy policy) {

  /** What a vote, or its absence, comes to. */
  VoteDecision of(PastProposal past) {
    VotingSituation situation = past.situation();
    if (!past.unknown().containsKey("voting_power") && situation.votingPower().signum() == 0) {
      return new VoteDecision.Refrain(
          DecisionService.HOST, "The voting account has no votes at the snapshot.");
    }
    HouseRules.Case house = isRestless(past) ? past.house().changing() : past.house();
    try {
      return HouseRules.decide(new Tried(policy, past.unknown()), situation, house);
    } catch (PrytanyException e) {
      return new VoteDecision.Escalate(DecisionService.HOST, String.valueOf(e.getMessage()));
    }
  }

  /** Whether the rules decided then although what its calls would do changed all the time. */
  private static boolean isRestless(PastProposal past) {
    return past.decided()
        .filter(
            decided -> decided.told().path("plugin").asText().equals(Decided.WHATEVER_THE_EFFECTS))
        .isPresent();
  }

  /**
   * One word for what a decision leads to: for, against, abstain, split, refrain, escalate or wait.
   */
  static String word(VoteDecision decision) {
    return switch (decision) {
      case VoteDecision.Cast cast -> cast.support().name().toLowerCase(Locale.ROOT);
      case VoteDecision.Split split -> "split";
      case VoteDecision.Refrain refrain -> "refrain";
      case VoteDecision.Escalate escalate -> "escalate";
      case VoteDecision.NotYet notYet -> "wait";
    };
  }

  /** As {@link #word}, with the shares of a vote in several directions. */
  static String words(VoteDecision decision) {
    return decision instanceof VoteDecision.Split split
        ? split.shares().words().toLowerCase(Locale.ROOT)
        : word(decision);
  }

  private record Tried(Policy policy, Map<String, String> unknown) implements VoteStrategy {

    @Override
    public String id() {
      return "policy-cel";
    }

    @Override
    public String version() {
      return policy.mark();
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return policy.decide(situation, unknown);
    }
  }
}
