package org.prytany.governance.decision;

import java.util.Optional;
import java.util.Set;
import org.prytany.governance.approval.DecisionRules;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.VoteCall;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.spi.Bounds;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * Asks a strategy and holds its answer against the house's rules: what a text says may hold a vote;
 * it casts one only by a rule that the operator opted in by name. Whoever tries a policy on past
 * proposals asks here as well, so that both come to the same.
 */
public final class HouseRules {

  private HouseRules() {}

  /**
   * What the house knows of a proposal beside the situation.
   *
   * @param restless whether what its calls would do changes all the time
   * @param unmeasured why it is not known how much of what the DAO has would leave it; empty if it
   *     is
   * @param stop why automation stops; empty if it does not
   * @param textRules the rules that may cast a vote because of the text
   * @param agreement what the comparison came to; empty before
   */
  public record Case(
      boolean restless,
      Optional<String> unmeasured,
      Optional<String> stop,
      Set<String> textRules,
      Optional<Agreement> agreement) {

    public Case {
      textRules = Set.copyOf(textRules);
    }

    /** The same of a proposal of which what its calls would do changes all the time. */
    public Case changing() {
      return new Case(true, unmeasured, stop, textRules, agreement);
    }
  }

  /**
   * What comes of a strategy's answer.
   *
   * @throws PrytanyException PLUGIN_FAULT or PLUGIN_UNAVAILABLE if it gives none: whoever asks
   *     knows how long it may be asked again
   */
  public static VoteDecision decide(VoteStrategy strategy, VotingSituation told, Case its) {
    // A text was compared with calls that have done something else since.
    VotingSituation situation = its.restless() ? Situations.withoutText(told) : told;
    VoteDecision first = ask(strategy, situation);
    if (first.rule().equals(OperatorDecision.RULE)) {
      return escalate(
          "A rule is named '"
              + OperatorDecision.RULE
              + "', which is how decisions by people are recorded: name it otherwise.");
    }
    if (!(first instanceof VoteDecision.Vote vote)) {
      return first;
    }
    Optional<String> untaken = untaken(vote, situation);
    if (untaken.isPresent()) {
      return escalate(untaken.get());
    }
    if (vote.goes(Support.FOR) && its.restless()) {
      return escalate(
          "Rule "
              + vote.rule()
              + " would vote FOR, but what its calls would do changes all the time.");
    }
    // Whatever the rule looks at: what nobody can measure is a person's to decide.
    if (its.unmeasured().isPresent() && vote.goes(Support.FOR)) {
      return escalate(
          "Rule "
              + vote.rule()
              + " would vote FOR, but how much of what the DAO has would leave it is not known. "
              + its.unmeasured().get());
    }
    if (its.stop().isPresent() && vote.goes(Support.FOR)) {
      return escalate(
          "Rule "
              + vote.rule()
              + " would vote FOR, but the comparison of text and effects blocks automation. "
              + its.stop().get());
    }
    // The text must not be what tips the vote: without it, the answer has to be the same.
    VoteDecision second = ask(strategy, Situations.withoutText(situation));
    if (second instanceof VoteDecision.Vote again && again.shares().equals(vote.shares())) {
      return shortened(vote);
    }
    String because =
        "Rule " + vote.rule() + " votes " + vote.shares().words() + " because of the text; ";
    if (!its.textRules().contains(vote.rule())) {
      return escalate(because + "that needs the rule's name in the DAO's text-rules.");
    }
    if (!its.agreement().map(found -> found.kind().isJudged()).orElse(false)) {
      return escalate(
          because
              + "whether the calls do what it says is not known here, and a person has to decide. "
              + its.agreement().map(Agreement::words).orElse("They were not compared yet."));
    }
    return shortened(vote);
  }

  /** Why a vote cannot be cast so, whatever it is for; empty if it can. */
  private static Optional<String> untaken(VoteDecision.Vote vote, VotingSituation situation) {
    Optional<Boolean> inParts = situation.circumstances().inParts();
    if (vote instanceof VoteDecision.Split && !inParts.equals(Optional.of(true))) {
      return Optional.of(
          "Rule "
              + vote.rule()
              + " votes "
              + vote.shares().words()
              + (inParts.isPresent()
                  ? ", and the governor takes no vote in parts."
                  : ", and it is not known whether the governor takes a vote in parts."));
    }
    if (vote instanceof VoteDecision.Split split
        && !split.shares().canPart(situation.votingPower())) {
      return Optional.of(VoteCall.tooFew(split, situation.votingPower()));
    }
    return vote.shares().directions().stream()
        .filter(support -> !situation.supports().contains(support))
        .findFirst()
        .map(support -> "The governor does not take " + support + " votes.");
  }

  /** The reason goes on chain and costs gas by the byte; what is recorded is what is signed. */
  private static VoteDecision shortened(VoteDecision.Vote vote) {
    return vote.reason().length() <= DecisionRules.LONGEST_REASON
        ? vote
        : vote.because(vote.reason().substring(0, DecisionRules.LONGEST_REASON - 1) + "…");
  }

  private static VoteDecision ask(VoteStrategy strategy, VotingSituation situation) {
    try {
      return strategy.decide(situation);
    } catch (PrytanyException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PrytanyException(
          FailureCode.PLUGIN_FAULT,
          "The strategy " + strategy.id() + " failed: " + e.getClass().getSimpleName(),
          e);
    }
  }

  /** The host's own; what a plugin or a comparison said may make a reason long. */
  static VoteDecision.Escalate escalate(String reason) {
    return new VoteDecision.Escalate(
        DecisionService.HOST,
        reason.substring(0, Math.min(reason.length(), Bounds.LONGEST_REASON)));
  }
}
