package org.prytany.app.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.approval.FindingNames;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.TreasurerStatement;

/** Approvals and the payout queue as the API shows them. */
public final class ApprovalViews {

  private ApprovalViews() {}

  public static ApprovalsView approvals(Dao dao, Proposal proposal, Roster roster, Instant now) {
    ApprovalState state = ApprovalState.of(dao, proposal, roster, now);
    int given = state.approvals().size();
    return new ApprovalsView(
        state.needed(),
        given,
        Math.max(0, state.needed() - given),
        effectsHash(proposal),
        proposal.statements().stream().map(statement -> line(proposal, statement, state)).toList());
  }

  private static ApprovalsView.StatementLine line(
      Proposal proposal, TreasurerStatement statement, ApprovalState state) {
    Optional<String> why =
        state.stale().stream()
            .filter(stale -> stale.statement().equals(statement))
            .map(ApprovalState.Stale::why)
            .findFirst();
    return new ApprovalsView.StatementLine(
        TextViews.lower(statement.kind()),
        Checksummed.of(statement.treasurer()),
        statement.reason(),
        statement.expiry() == 0
            ? Optional.empty()
            : Optional.of(Instant.ofEpochSecond(statement.expiry()).toString()),
        statement.name(),
        statement.effects(),
        statement.lifts(),
        lifted(proposal, statement),
        statement.counter(),
        why.isEmpty(),
        why.map(Checksummed::in));
  }

  /**
   * What a statement lifts: the findings' own sentences where they are those of the comparison that
   * its treasurer saw, and else what their codes mean. Nobody's name stands beside other words.
   */
  private static List<String> lifted(Proposal proposal, TreasurerStatement statement) {
    List<String> names = statement.lifts();
    Optional<List<Optional<Finding>>> seen =
        proposal
            .verdict()
            .filter(verdict -> verdict.contentHash().equals(statement.contentHash()))
            .filter(verdict -> verdict.effectsHash().equals(statement.effectsHash()))
            .map(verdict -> FindingNames.named(verdict, names));
    return IntStream.range(0, names.size())
        .mapToObj(
            at ->
                seen.flatMap(findings -> findings.get(at))
                    .map(finding -> Checksummed.in(finding.text()))
                    .orElseGet(() -> FindingNames.meaning(names.get(at))))
        .toList();
  }

  /** Whether a proposal belongs in the payout queue: passed, and not over yet. */
  public static boolean isPayout(Proposal proposal) {
    return !proposal.removedByReorg()
        && proposal.chain().map(ChainView::state).filter(ApprovalViews::isPayout).isPresent();
  }

  /** Whether one in this state waits to be paid out. */
  public static boolean isPayout(ProposalState state) {
    return state == ProposalState.SUCCEEDED || state == ProposalState.QUEUED;
  }

  /**
   * @param roster who the treasurers are, and since when
   */
  public static PayoutView payout(Dao dao, Proposal proposal, Roster roster, Instant now) {
    ApprovalState state = ApprovalState.of(dao, proposal, roster, now);
    return new PayoutView(
        dao.id(),
        proposal.key().proposalId().toString(),
        ProposalViews.headline(proposal),
        ProposalViews.state(proposal),
        eta(proposal).map(Instant::toString),
        at(proposal, ChainView::lapsesSeconds).map(Instant::toString),
        proposal.content().actionsHash(),
        proposal.content().contentHash(),
        effectsHash(proposal),
        proposal
            .effects()
            .map(report -> TextViews.effectList(report.effects().effects(), AddressBook.of(dao)))
            .orElse(List.of()),
        ProposalViews.blocked(proposal),
        proposal.verdict().map(FindingNames::blocking).orElse(List.of()),
        proposal.verdict().map(ApprovalViews::reasons).orElse(List.of()),
        state.overridden(proposal),
        approvals(dao, proposal, roster, now),
        TreasurersTask.of(state, proposal).asked(),
        Checksummed.in(next(dao, proposal, state, now)));
  }

  /** Why a verdict stops a proposal, one plain sentence each. */
  public static List<String> reasons(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.RED)
        .map(finding -> Checksummed.in(finding.text()))
        .distinct()
        .toList();
  }

  private static Optional<Instant> eta(Proposal proposal) {
    return at(proposal, ChainView::etaSeconds);
  }

  private static Optional<Instant> at(
      Proposal proposal, Function<ChainView, OptionalLong> seconds) {
    return proposal
        .chain()
        .map(seconds)
        .filter(OptionalLong::isPresent)
        .map(at -> Instant.ofEpochSecond(at.getAsLong()));
  }

  private static Optional<String> effectsHash(Proposal proposal) {
    return proposal.effects().map(report -> report.effects().effectsHash());
  }

  private static String next(Dao dao, Proposal proposal, ApprovalState state, Instant now) {
    boolean done =
        proposal.chain().map(ChainView::state).filter(ProposalState::isFinal).isPresent();
    if (done) {
      return "Nothing: the proposal is over.";
    }
    Optional<String> stop = state.stop(proposal);
    if (stop.isPresent()) {
      return stop.get();
    }
    if (!state.approved()) {
      return ("Treasurers approve or reject it. " + state.objections()).strip();
    }
    if (dao.executor().isEmpty()) {
      return "Approved. This server executes nothing for this DAO: somebody else has to.";
    }
    if (proposal.chain().filter(ChainView::isToBeExecuted).isEmpty()) {
      return "Approved. The server puts it into the timelock next.";
    }
    Optional<Instant> eta = eta(proposal);
    return eta.isPresent() && eta.get().isAfter(now)
        ? "Approved. The server executes it as soon as the timelock opens."
        : "Approved. The server executes it next.";
  }
}
