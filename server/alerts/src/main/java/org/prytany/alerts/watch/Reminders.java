package org.prytany.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.ProposalKey;

/**
 * What has a deadline that comes nearer: votes that are not cast, payouts that still wait for
 * approvals when their time has come, and payouts that soon lapse.
 */
final class Reminders {

  private final DaoDirectory daos;
  private final ProposalRepository proposals;
  private final DutyRepository duties;
  private final Nearing nearing;
  private final boolean ends;

  /**
   * @param ends whether somebody is told when voting ends, whatever our vote
   */
  Reminders(
      DaoDirectory daos,
      ProposalRepository proposals,
      DutyRepository duties,
      Nearing nearing,
      boolean ends) {
    this.daos = daos;
    this.proposals = proposals;
    this.duties = duties;
    this.nearing = nearing;
    this.ends = ends;
  }

  /**
   * @param since what was due before is not told
   */
  List<Reminder> due(Instant since, Instant now) {
    List<Reminder> due = new ArrayList<>();
    for (Duty duty : duties.open()) {
      boolean vote = duty.kind() == DutyKind.DECIDE || duty.kind() == DutyKind.VOTE;
      Optional<Duration> reached =
          vote ? nearing.reached(duty.latestSafe(), since, now) : Optional.empty();
      if (reached.isPresent()) {
        vote(duty, reached.get(), now).ifPresent(due::add);
      }
      if (duty.kind() == DutyKind.EXECUTE) {
        lapsing(duty, since, now).ifPresent(due::add);
      }
    }
    for (Dao dao : daos.all()) {
      if (dao.executor().isPresent()) {
        payouts(dao, since, now, due);
      }
      if (ends) {
        endings(dao, since, now, due);
      }
    }
    return due;
  }

  private Optional<Reminder> vote(Duty duty, Duration reached, Instant now) {
    return daos.find(duty.proposal().chainId(), duty.proposal().governor())
        .flatMap(dao -> proposals.find(duty.proposal()).map(proposal -> new Subject(dao, proposal)))
        .filter(subject -> subject.dao().voter().isPresent())
        .filter(
            subject ->
                subject
                    .proposal()
                    .ballot()
                    .map(act -> act.wasTakenBack() || !act.settled())
                    .orElse(true))
        .map(
            subject ->
                alert(
                    Kind.VOTE_DUE,
                    duty.kind().name(),
                    subject,
                    reached,
                    now,
                    duty.latestSafe(),
                    (duty.kind() == DutyKind.DECIDE
                            ? "It is not decided how to vote."
                            : "It is decided how to vote, and the vote is not cast yet.")
                        + (duty.lastProblem().isEmpty() ? "" : " " + duty.lastProblem())));
  }

  /** A payout that lapses, whatever it is that still holds it. */
  private Optional<Reminder> lapsing(Duty duty, Instant since, Instant now) {
    Optional<Duration> reached = duty.deadline().flatMap(last -> nearing.reached(last, since, now));
    Optional<Subject> subject =
        reached
            .flatMap(time -> daos.find(duty.proposal().chainId(), duty.proposal().governor()))
            .filter(dao -> dao.executor().isPresent())
            .flatMap(dao -> proposals.find(duty.proposal()).map(its -> new Subject(dao, its)));
    if (reached.isEmpty() || subject.isEmpty()) {
      return Optional.empty();
    }
    String missing = ApprovalState.of(subject.get().dao(), subject.get().proposal(), now).missing();
    return Optional.of(
        alert(
            Kind.PAYOUT_DUE,
            missing.isEmpty() ? duty.kind().name() : Words.APPROVE,
            subject.get(),
            reached.get(),
            now,
            duty.latestSafe(),
            "It can be executed no more after "
                + duty.over()
                + ". "
                + (missing.isEmpty() ? "It is not executed yet. " + duty.lastProblem() : missing)
                    .strip()));
  }

  private void payouts(Dao dao, Instant since, Instant now, List<Reminder> due) {
    proposals.summaries(dao.chainId(), dao.governor()).stream()
        .filter(summary -> summary.state().equals(Optional.of(ProposalState.QUEUED)))
        .filter(summary -> !summary.removedByReorg())
        .flatMap(summary -> proposals.find(summary.key()).stream())
        .filter(proposal -> ActSlots.free(proposal, ActKind.EXECUTE))
        .map(proposal -> new Subject(dao, proposal))
        .forEach(subject -> payout(subject, since, now).ifPresent(due::add));
  }

  private void endings(Dao dao, Instant since, Instant now, List<Reminder> due) {
    proposals.summaries(dao.chainId(), dao.governor()).stream()
        .filter(summary -> summary.state().equals(Optional.of(ProposalState.ACTIVE)))
        .filter(summary -> !summary.removedByReorg())
        .flatMap(summary -> proposals.find(summary.key()).stream())
        .map(proposal -> new Subject(dao, proposal))
        .forEach(subject -> ending(subject, since, now).ifPresent(due::add));
  }

  private Optional<Reminder> ending(Subject subject, Instant since, Instant now) {
    Optional<Instant> end =
        subject
            .proposal()
            .chain()
            .filter(view -> !view.timeIsUnknown())
            .map(view -> end(subject, view));
    return end.flatMap(at -> nearing.reached(at, since, now))
        .map(
            time ->
                alert(
                    Kind.VOTING_ENDS,
                    "",
                    subject,
                    time,
                    now,
                    end.orElseThrow(),
                    "Who wants to vote has to do it before then."));
  }

  /** Reckoned from the block at which it was read: what passes since then moves nothing. */
  private static Instant end(Subject subject, ChainView view) {
    return Pace.standard()
        .voteEnd(subject.proposal(), view, Instant.ofEpochSecond(view.at().timestamp()));
  }

  private Optional<Reminder> payout(Subject subject, Instant since, Instant now) {
    Optional<Instant> opens =
        subject
            .proposal()
            .chain()
            .filter(view -> view.etaSeconds().isPresent())
            .map(view -> Instant.ofEpochSecond(view.etaSeconds().orElseThrow()));
    String missing = ApprovalState.of(subject.dao(), subject.proposal(), now).missing();
    if (opens.isEmpty() || missing.isEmpty()) {
      return Optional.empty();
    }
    return nearing
        .reached(opens.get(), since, now)
        .map(time -> alert(Kind.WAITS_FOR_APPROVAL, "", subject, time, now, opens.get(), missing));
  }

  private static Reminder alert(
      Kind kind,
      String duty,
      Subject subject,
      Duration time,
      Instant now,
      Instant deadline,
      String detail) {
    ProposalKey key = subject.proposal().key();
    Alert alert =
        new Alert(
            Nearing.id(kind, time, key.text(), deadline),
            kind,
            now,
            subject.dao().id(),
            Optional.of(key),
            subject.headline(),
            Words.cut(detail, 2_000),
            Words.next(kind, duty, subject),
            Optional.of(deadline));
    return new Reminder(alert, Nearing.same(kind, time, key.text(), deadline));
  }
}
