package org.prytany.governance.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.approval.ChainTime;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.Reckoned;
import org.prytany.governance.proposal.Reckoned.Came;
import org.prytany.governance.proposal.Reckoned.What;
import org.prytany.spi.VoteDecision;

/** One look at what a proposal has come to. */
final class Counting {

  /** A payout that could have been made for so long, and was not, is missed. */
  private static final Duration PAYOUT_PATIENCE = Duration.ofDays(1);

  /** So long after the end of voting a signed vote is waited for, should it be found late. */
  private static final Duration VOTE_PATIENCE = Duration.ofHours(1);

  private final Dao dao;
  private final BlockRef begun;
  private final Map<DutyKind, String> problems;
  private final String otherwise;
  private final Pace pace;
  private final Instant now;

  /**
   * @param begun the chain's head when this DAO was first looked at
   * @param problems what stood in the way of each kind of duty last
   * @param otherwise said where no problem is known
   */
  Counting(
      Dao dao,
      BlockRef begun,
      Pace pace,
      Instant now,
      Map<DutyKind, String> problems,
      String otherwise) {
    this.dao = dao;
    this.begun = begun;
    this.pace = pace;
    this.now = now;
    this.problems = problems;
    this.otherwise = otherwise;
  }

  List<Reckoned> of(Proposal proposal) {
    List<Reckoned> all = new ArrayList<>();
    ProposalState state = proposal.chain().orElseThrow().state();
    boolean voting = state == ProposalState.PENDING || state == ProposalState.ACTIVE;
    if (!voting) {
      boolean confirmed = proposal.ballot().filter(Counting::isConfirmed).isPresent();
      proposal
          .reckoned(What.VOTE)
          // A vote that was in time may be found late.
          .filter(known -> known.came() == Came.MET || !confirmed)
          .or(() -> vote(proposal))
          .ifPresent(all::add);
    }
    proposal
        .reckoned(What.PAYOUT)
        // What was late stays late; what a reorg took is to be done again.
        .filter(known -> state.isFinal() || known.came() == Came.MISSED)
        .or(() -> voting ? Optional.empty() : payout(proposal, state))
        .ifPresent(all::add);
    return all;
  }

  /** Whether voting ended after this server was there. */
  private boolean isOurs(Proposal proposal) {
    return voteEnd(proposal) > begun.timestamp();
  }

  private static boolean isConfirmed(Act act) {
    return act.status() == ActStatus.CONFIRMED;
  }

  /** A vote that is signed and not found by now did not get there in time. */
  private boolean endedLongAgo(Proposal proposal) {
    return Instant.ofEpochSecond(voteEnd(proposal))
        .plus(VOTE_PATIENCE)
        .isBefore(ChainTime.of(proposal, () -> now));
  }

  /** Unix seconds of the chain. */
  private long voteEnd(Proposal proposal) {
    ChainView view = proposal.chain().orElseThrow();
    return view.at().timestamp() + pace.secondsToVoteEnd(proposal, view);
  }

  private Optional<Reckoned> vote(Proposal proposal) {
    Optional<Act> ballot = proposal.ballot();
    boolean open = ballot.filter(act -> !act.settled()).isPresent();
    if (open && !endedLongAgo(proposal)) {
      return Optional.empty();
    }
    Optional<ActStatus> status = ballot.map(Act::status);
    if (dao.voter().isEmpty() || !isOurs(proposal) && ballot.isEmpty()) {
      return came(What.VOTE, Came.NEVER_DUE, "");
    }
    if (ballot.filter(Counting::isConfirmed).isPresent()) {
      return came(What.VOTE, Came.MET, "");
    }
    if (status.equals(Optional.of(ActStatus.DONE_ELSEWHERE))
        || status.equals(Optional.of(ActStatus.CONTRARY))) {
      return came(What.VOTE, Came.DROPPED, "By hand: " + words(ballot.orElseThrow()));
    }
    if (proposal.chain().orElseThrow().state() == ProposalState.CANCELED) {
      return came(What.VOTE, Came.DROPPED, "The proposal was cancelled.");
    }
    Optional<VoteDecision> decision = proposal.decision().map(Decided::decision);
    return decision.orElse(null) instanceof VoteDecision.Refrain refrained
        ? came(What.VOTE, Came.DROPPED, "Refrained: " + refrained.reason())
        : came(What.VOTE, Came.MISSED, whyNoVote(decision, ballot));
  }

  private String whyNoVote(Optional<VoteDecision> decision, Optional<Act> ballot) {
    return switch (decision.orElse(null)) {
      case null ->
          "No vote was decided. "
              + (problems.containsKey(DutyKind.DECIDE) || !problems.containsKey(DutyKind.DIGEST)
                  ? problem(DutyKind.DECIDE)
                  : "The text was not read: " + problem(DutyKind.DIGEST));
      case VoteDecision.NotYet waits ->
          "The rules asked for time until there was none ("
              + waits.reason()
              + "). "
              + problems.getOrDefault(DutyKind.DECIDE, "");
      case VoteDecision.Escalate people ->
          "It was left to people, and nobody decided. " + people.reason();
      case VoteDecision.Vote vote ->
          "A vote "
              + vote.shares().words()
              + " was decided and is not on the chain. "
              + ballot.map(act -> words(act) + " ").orElse("")
              + (ballot.isPresent()
                  ? problems.getOrDefault(DutyKind.VOTE, "")
                  : problem(DutyKind.VOTE));
      case VoteDecision.Refrain refrained -> refrained.reason();
    };
  }

  private Optional<Reckoned> payout(Proposal proposal, ProposalState state) {
    Optional<Act> execution = proposal.execution();
    boolean touched =
        !proposal.statements().isEmpty()
            || Stream.of(proposal.queue(), execution)
                .flatMap(Optional::stream)
                .anyMatch(act -> act.status() != ActStatus.DONE_ELSEWHERE);
    if (dao.executor().isEmpty() || !touched && !isOurs(proposal)) {
      return state.isFinal() ? came(What.PAYOUT, Came.NEVER_DUE, "") : Optional.empty();
    }
    return switch (state) {
      case EXECUTED -> executed(execution);
      case CANCELED, DEFEATED ->
          touched
              ? came(What.PAYOUT, Came.DROPPED, "The proposal is " + state + ".")
              : came(What.PAYOUT, Came.NEVER_DUE, "");
      case EXPIRED ->
          waits(proposal)
              .map(why -> came(What.PAYOUT, Came.DROPPED, why))
              .orElseGet(() -> missed(execution, "It expired. "));
      case SUCCEEDED, QUEUED ->
          isOverdue(proposal, state)
              ? missed(execution, "It could have been made for a day, and was not. ")
              : Optional.empty();
      case PENDING, ACTIVE -> Optional.empty();
    };
  }

  private Optional<Reckoned> executed(Optional<Act> execution) {
    return switch (execution.map(Act::status).orElse(ActStatus.INTENDED)) {
      case CONFIRMED -> came(What.PAYOUT, Came.MET, "");
      case DONE_ELSEWHERE, CONTRARY ->
          came(What.PAYOUT, Came.DROPPED, words(execution.orElseThrow()));
      default -> Optional.empty();
    };
  }

  private Optional<Reckoned> missed(Optional<Act> execution, String how) {
    String why =
        execution
            .filter(Act::settled)
            .map(this::words)
            .or(() -> Optional.ofNullable(problems.get(DutyKind.EXECUTE)))
            .orElseGet(() -> problem(DutyKind.QUEUE));
    return came(What.PAYOUT, Came.MISSED, how + why);
  }

  /** What people have not done yet, or what stops it; empty if nothing does. */
  private Optional<String> waits(Proposal proposal) {
    ApprovalState approvals = ApprovalState.of(dao, proposal, now);
    return approvals
        .stop(proposal)
        .or(() -> Optional.of(approvals.missing()).filter(text -> !text.isEmpty()));
  }

  private boolean isOverdue(Proposal proposal, ProposalState state) {
    ChainView view = proposal.chain().orElseThrow();
    long opened =
        state == ProposalState.QUEUED
            ? view.etaSeconds().orElse(view.at().timestamp())
            : voteEnd(proposal);
    Instant chainNow = ChainTime.of(proposal, () -> now);
    boolean approvedLately =
        proposal.statements().stream()
            .flatMap(statement -> statement.kept().stream())
            .anyMatch(kept -> kept.at().plus(PAYOUT_PATIENCE).isAfter(now));
    return Instant.ofEpochSecond(opened).plus(PAYOUT_PATIENCE).isBefore(chainNow)
        && !approvedLately
        && waits(proposal).isEmpty();
  }

  private String problem(DutyKind kind) {
    return problems.getOrDefault(kind, otherwise);
  }

  private String words(Act act) {
    return switch (act.outcome().orElse(null)) {
      case null -> act.detail() + ".";
      case ActOutcome.Confirmed confirmed -> act.detail() + ".";
      case ActOutcome.DoneElsewhere elsewhere -> act.detail() + ", by " + elsewhere.by() + ".";
      case ActOutcome.Reverted reverted -> "Its transaction failed: " + reverted.reason();
      case ActOutcome.Contrary contrary -> contrary.what();
      case ActOutcome.Unknown unknown -> unknown.why();
      case ActOutcome.Abandoned abandoned -> abandoned.why();
      case ActOutcome.Recalled recalled -> "It was taken back: " + recalled.why();
    };
  }

  private Optional<Reckoned> came(What what, Came how, String reason) {
    return Optional.of(new Reckoned(what, how, reason.strip(), now));
  }
}
