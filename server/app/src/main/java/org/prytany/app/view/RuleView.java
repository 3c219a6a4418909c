package org.prytany.app.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A rule and what it decided.
 *
 * @param name what decisions name
 * @param written the rule as its author wrote it; absent for what is no rule of the policy in
 *     force: "host", "person", and rules of earlier policies
 * @param outcome what it leads to, e.g. "for"; absent likewise
 * @param caps what limits the money that leaves when it decides
 * @param bounded whether these limits bound all that can leave
 * @param votes newest first
 */
public record RuleView(
    String name,
    Optional<String> written,
    Optional<String> condition,
    Optional<String> outcome,
    Optional<String> reason,
    boolean usesText,
    List<String> caps,
    boolean bounded,
    List<VoteView> votes) {

  /**
   * One decision.
   *
   * @param shares as in a Decision: of a vote that is parted, in hundredths of a percent
   * @param kind as in a Decision: cast, refrain, escalate, not-yet
   * @param plugin "id version" of the strategy, which names the policy
   * @param votingPower of the account that votes here, in base units of votes
   * @param status how far our vote is, as in an Act; absent while there is none
   * @param transactionHash of our vote; absent while there is none
   */
  @Schema(name = "RuleVote")
  public record VoteView(
      String dao,
      String proposalId,
      String headline,
      String kind,
      Optional<String> support,
      Optional<Map<String, Integer>> shares,
      String reason,
      String plugin,
      String votingPower,
      String decidedAt,
      Optional<String> status,
      Optional<String> transactionHash) {}
}
