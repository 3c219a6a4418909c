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
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;

/**
 * What has a deadline that comes nearer: votes that are not cast, and payouts that still wait for
 * approvals when their timelock opens. Of the times that have come, only the latest is told.
 */
final class Reminders {

  private final DaoDirectory daos;
  private final ProposalRepository proposals;
  private final DutyRepository duties;
  private final List<Duration> before;

  Reminders(
      DaoDirectory daos,
      ProposalRepository proposals,
      DutyRepository duties,
      List<Duration> before) {
    this.daos = daos;
    this.proposals = proposals;
    this.duties = duties;
    this.before = before;
  }

  /**
   * @param since what was due before is not told
   */
  List<Alert> due(Instant since, Instant now) {
    List<Alert> due = new ArrayList<>();
    for (Duty duty : duties.open()) {
      boolean vote = duty.kind() == DutyKind.DECIDE || duty.kind() == DutyKind.VOTE;
      Optional<Duration> reached = vote ? reached(duty.latestSafe(), since, now) : Optional.empty();
      if (reached.isPresent()) {
        vote(duty, reached.get(), now).ifPresent(due::add);
      }
    }
    for (Dao dao : daos.all()) {
      if (dao.executor().isPresent()) {
        payouts(dao, since, now, due);
      }
    }
    return due;
  }

  /**
   * The shortest of the times before a deadline that has come, if it came after the first start.
   */
  private Optional<Duration> reached(Instant deadline, Instant since, Instant now) {
    return now.isAfter(deadline)
        ? Optional.empty()
        : before.stream()
            .filter(time -> !deadline.minus(time).isAfter(now))
            .findFirst()
            .filter(time -> !deadline.minus(time).isBefore(since));
  }

  private Optional<Alert> vote(Duty duty, Duration reached, Instant now) {
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
                    subject,
                    reached,
                    now,
                    duty.latestSafe(),
                    (duty.kind() == DutyKind.DECIDE
                            ? "It is not decided how to vote."
                            : "It is decided how to vote, and the vote is not cast yet.")
                        + (duty.lastProblem().isEmpty() ? "" : " " + duty.lastProblem())));
  }

  private void payouts(Dao dao, Instant since, Instant now, List<Alert> due) {
    proposals.summaries(dao.chainId(), dao.governor()).stream()
        .filter(summary -> summary.state().equals(Optional.of(ProposalState.QUEUED)))
        .filter(summary -> !summary.removedByReorg())
        .flatMap(summary -> proposals.find(summary.key()).stream())
        .filter(proposal -> ActSlots.free(proposal, ActKind.EXECUTE))
        .map(proposal -> new Subject(dao, proposal))
        .forEach(subject -> payout(subject, since, now).ifPresent(due::add));
  }

  private Optional<Alert> payout(Subject subject, Instant since, Instant now) {
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
    return reached(opens.get(), since, now)
        .map(time -> alert(Kind.WAITS_FOR_APPROVAL, subject, time, now, opens.get(), missing));
  }

  private static Alert alert(
      Kind kind, Subject subject, Duration time, Instant now, Instant deadline, String detail) {
    return new Alert(
        kind.word() + ":" + time + ":" + subject.proposal().key().text(),
        kind,
        now,
        subject.dao().id(),
        Optional.of(subject.proposal().key()),
        subject.headline(),
        detail,
        Optional.of(deadline));
  }
}
