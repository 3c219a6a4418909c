package org.prytany.governance.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.VoteDecision;

/** Says what is due for a proposal, from what is stored about it. It stores and asks nothing. */
public final class DutyPlanner {

  private static final Duration NO_DEADLINE = Duration.ofDays(30);

  private final Pace pace;

  public DutyPlanner(Pace pace) {
    this.pace = pace;
  }

  /** The longest pause between two tries of one duty. */
  Duration longestPause() {
    return pace.longestBackoff();
  }

  /**
   * The duties of a proposal as of now, in the order of the line.
   *
   * @param anotherDigest whether its digest was made with what is no longer used
   */
  public List<Duty> plan(Dao dao, Proposal proposal, boolean anotherDigest, Instant now) {
    List<Duty> due = new ArrayList<>();
    Instant far = now.plus(NO_DEADLINE);
    if (proposal.chain().isEmpty()) {
      if (!proposal.removedByReorg() && (anotherDigest || !proposal.isCompared())) {
        due.add(duty(proposal, DutyKind.DIGEST, now, far));
      }
      // What is signed has to be seen to the end, also where the proposal is not on the chain.
      addOpen(due, proposal, now, far);
      return due;
    }
    ChainView view = proposal.chain().get();
    Instant lastVote = pace.lastVote(proposal, view, now);
    Instant voteEnd = pace.voteEnd(proposal, view, now);
    boolean active = view.state() == ProposalState.ACTIVE && !proposal.removedByReorg();
    if (!proposal.removedByReorg() && (anotherDigest || !proposal.isCompared())) {
      due.add(
          votingAhead(view)
              ? duty(proposal, DutyKind.DIGEST, now, lastVote, voteEnd)
              : duty(proposal, DutyKind.DIGEST, now, far));
    }
    if (active && dao.voter().isPresent()) {
      boolean undecided =
          !DecisionService.isDecided(proposal) && ActSlots.free(proposal, ActKind.VOTE);
      // What nobody could read or compare in time is decided without its text.
      boolean lastCall = !now.isBefore(pace.lastCall(proposal, view, now));
      if (undecided && (proposal.verdict().isPresent() || lastCall)) {
        due.add(duty(proposal, DutyKind.DECIDE, now, lastVote, voteEnd));
      }
      if (castDecided(proposal) && ActSlots.free(proposal, ActKind.VOTE)) {
        due.add(duty(proposal, DutyKind.VOTE, now, lastVote, voteEnd));
      }
    }
    if (open(proposal.ballot())) {
      boolean signed = proposal.ballot().orElseThrow().submission().isPresent();
      due.add(duty(proposal, DutyKind.VOTE, now, signed ? far : lastVote, signed ? far : voteEnd));
    }
    if (dao.executor().isPresent() && !proposal.removedByReorg()) {
      boolean queueDue = view.isToBeQueued() && ActSlots.free(proposal, ActKind.QUEUE);
      boolean executeDue = view.isToBeExecuted() && ActSlots.free(proposal, ActKind.EXECUTE);
      if (queueDue) {
        due.add(leaving(proposal, DutyKind.QUEUE, now, now));
      }
      if (executeDue) {
        due.add(leaving(proposal, DutyKind.EXECUTE, Pace.eta(view, now), now));
      }
    }
    addOpen(due, proposal.change().ballot(Optional.empty()).build(), now, far);
    if (view.state() == ProposalState.EXECUTED && proposal.receipt().isEmpty()) {
      due.add(duty(proposal, DutyKind.RECEIPT, now, far));
    }
    return due;
  }

  private static void addOpen(List<Duty> due, Proposal proposal, Instant now, Instant far) {
    if (open(proposal.ballot())) {
      due.add(duty(proposal, DutyKind.VOTE, now, far));
    }
    addOpen(due, proposal, DutyKind.QUEUE, proposal.queue(), now, far);
    addOpen(due, proposal, DutyKind.EXECUTE, proposal.execution(), now, far);
  }

  private static void addOpen(
      List<Duty> due,
      Proposal proposal,
      DutyKind kind,
      Optional<Act> act,
      Instant now,
      Instant far) {
    if (open(act)) {
      boolean signed = act.orElseThrow().submission().isPresent();
      due.add(signed ? duty(proposal, kind, now, far) : leaving(proposal, kind, now, now));
    }
  }

  /**
   * What is still to leave goes before what was sent and only has to be looked after; a payout
   * first. Where its timelock lets it lapse, the last tenth of the time for it is too late to be
   * safe.
   */
  private static Duty leaving(Proposal proposal, DutyKind kind, Instant notBefore, Instant now) {
    boolean payout = kind == DutyKind.EXECUTE;
    Instant place = now.plus(NO_DEADLINE).minus(Duration.ofDays(payout ? 2 : 1));
    return proposal
        .chain()
        .filter(its -> payout)
        .flatMap(
            view -> Pace.lapse(view, now).map(over -> lapsing(proposal, view, notBefore, over)))
        .filter(its -> its.latestSafe().isBefore(place))
        .orElseGet(() -> duty(proposal, kind, notBefore, place));
  }

  private static Duty lapsing(Proposal proposal, ChainView view, Instant notBefore, Instant over) {
    long open = view.lapsesSeconds().orElseThrow() - view.etaSeconds().orElseThrow();
    return duty(
        proposal, DutyKind.EXECUTE, notBefore, over.minusSeconds(Math.max(1, open / 10)), over);
  }

  private static boolean votingAhead(ChainView view) {
    return view.state() == ProposalState.PENDING || view.state() == ProposalState.ACTIVE;
  }

  private static boolean castDecided(Proposal proposal) {
    return DecisionService.isDecided(proposal)
        && proposal.decision().map(Decided::decision).orElseThrow() instanceof VoteDecision.Vote;
  }

  private static boolean open(Optional<Act> act) {
    return act.isPresent() && !act.get().settled();
  }

  private static Duty duty(Proposal proposal, DutyKind kind, Instant notBefore, Instant far) {
    return duty(proposal, kind, notBefore, far, far);
  }

  private static Duty duty(
      Proposal proposal, DutyKind kind, Instant notBefore, Instant latest, Instant over) {
    return new Duty(
        proposal.key(), kind, notBefore, latest, over, Optional.empty(), notBefore, 0, "");
  }
}
