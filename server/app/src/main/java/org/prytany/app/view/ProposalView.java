package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All there is to say of one proposal. */
public record ProposalView(
    String dao,
    String id,
    String headline,
    Optional<String> happens,
    String state,
    String proposer,
    long block,
    String contentHash,
    VotesView votes,
    Optional<String> opens,
    Optional<String> deadline,
    boolean blocked,
    boolean overridden,
    ProposalSummaryView.FindingCounts findings,
    Optional<String> executes,
    Optional<ProposalSummaryView.NextDuty> nextDuty,
    Optional<String> updatedAt,
    String description,
    String descriptionHash,
    String actionsHash,
    String transactionHash,
    Optional<String> voteStart,
    Optional<String> voteEnd,
    Optional<DigestView> digest,
    Optional<WrittenView> written,
    Optional<EffectsView> effects,
    Optional<VerdictView> verdict,
    Optional<DecisionView> decision,
    Optional<ActView> ballot,
    Optional<ActView> queue,
    Optional<ActView> execution,
    ApprovalsView approvals,
    Optional<ReceiptView> receipt,
    List<Event> timeline,
    boolean removedByReorg) {

  /** Something that happened. */
  @Schema(name = "TimelineEvent")
  public record Event(
      Optional<String> at,
      Optional<Long> block,
      String what,
      Optional<String> by,
      Optional<String> transactionHash) {}
}
