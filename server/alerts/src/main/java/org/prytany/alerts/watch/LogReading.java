package org.prytany.alerts.watch;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.VoteDecision;

/** Which entries of the audit log people have to be told about. */
final class LogReading {

  /** What acts of the log mean to people, where no more has to be known. */
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("verdict.blocks", Kind.STOPPED),
          Map.entry("duty.needs-people", Kind.NEEDS_PEOPLE),
          Map.entry("vote.missed", Kind.VOTE_MISSED),
          Map.entry("execute.confirmed", Kind.PAYOUT_DONE),
          Map.entry("execute.done-elsewhere", Kind.PAYOUT_DONE),
          Map.entry("execute.reverted", Kind.PAYOUT_FAILED),
          Map.entry("execute.abandoned", Kind.PAYOUT_FAILED),
          Map.entry("vote.nonce-taken", Kind.NONCE_GAP),
          Map.entry("vote.nonce-left", Kind.NONCE_GAP),
          Map.entry("queue.nonce-taken", Kind.NONCE_GAP),
          Map.entry("queue.nonce-left", Kind.NONCE_GAP),
          Map.entry("execute.nonce-taken", Kind.NONCE_GAP),
          Map.entry("execute.nonce-left", Kind.NONCE_GAP));

  private final DaoDirectory daos;
  private final ProposalRepository proposals;
  private final InstantSource clock;

  LogReading(DaoDirectory daos, ProposalRepository proposals, InstantSource clock) {
    this.daos = daos;
    this.proposals = proposals;
    this.clock = clock;
  }

  Optional<Alert> alert(AuditEntry entry) {
    boolean moved = entry.act().equals("proposal.state");
    Optional<Kind> kind = Optional.ofNullable(KINDS.get(entry.act()));
    if (!moved && kind.isEmpty()) {
      return Optional.empty();
    }
    Optional<Subject> subject = subject(entry.subject());
    if (subject.isEmpty()) {
      return Optional.empty();
    }
    return moved
        ? moved(entry, subject.get())
        : Optional.of(alert(kind.orElseThrow(), entry, subject.get(), detail(entry)));
  }

  private Optional<Subject> subject(String text) {
    ProposalKey key;
    try {
      key = ProposalKey.parse(text);
    } catch (RuntimeException e) {
      // A subject that is no proposal.
      return Optional.empty();
    }
    return daos.find(key.chainId(), key.governor())
        .flatMap(dao -> proposals.find(key).map(proposal -> new Subject(dao, proposal)));
  }

  private Optional<Alert> moved(AuditEntry entry, Subject subject) {
    ProposalState to;
    try {
      to = ProposalState.valueOf(entry.details().getOrDefault("to", ""));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    boolean votingEnded =
        entry.details().getOrDefault("from", "").equals(ProposalState.ACTIVE.name())
            && to != ProposalState.CANCELED;
    if (votingEnded && missed(subject)) {
      return Optional.of(
          alert(
              Kind.VOTE_MISSED,
              entry,
              subject,
              "Voting ended, the proposal is " + to + ", and no vote was cast here."));
    }
    if (to == ProposalState.QUEUED && subject.dao().executor().isPresent()) {
      return waiting(subject).map(text -> alert(Kind.WAITS_FOR_APPROVAL, entry, subject, text));
    }
    return Optional.empty();
  }

  /** Whether the rules wanted a vote, or left it to people, and there is none. */
  private static boolean missed(Subject subject) {
    Proposal proposal = subject.proposal();
    boolean refrained =
        proposal
            .decision()
            .map(Decided::decision)
            .filter(VoteDecision.Refrain.class::isInstance)
            .isPresent();
    return subject.dao().voter().isPresent() && !refrained && ActSlots.free(proposal, ActKind.VOTE);
  }

  /** What approvals are missing; empty if none is. */
  private Optional<String> waiting(Subject subject) {
    return Optional.of(ApprovalState.of(subject.dao(), subject.proposal(), clock.instant()))
        .map(ApprovalState::missing)
        .filter(text -> !text.isEmpty());
  }

  private Alert alert(Kind kind, AuditEntry entry, Subject subject, String detail) {
    ProposalKey key = subject.proposal().key();
    // A missed vote is said once, whoever notices it first.
    String id =
        kind == Kind.VOTE_MISSED
            ? kind.word() + ":" + key.text()
            : "audit:" + entry.sequence() + ":" + kind.word();
    return new Alert(
        id,
        kind,
        entry.at(),
        subject.dao().id(),
        Optional.of(key),
        subject.headline(),
        detail,
        kind == Kind.WAITS_FOR_APPROVAL
            ? subject.proposal().chain().flatMap(LogReading::opens)
            : Optional.empty());
  }

  private static Optional<java.time.Instant> opens(ChainView view) {
    return view.etaSeconds().isPresent()
        ? Optional.of(java.time.Instant.ofEpochSecond(view.etaSeconds().getAsLong()))
        : Optional.empty();
  }

  private static String detail(AuditEntry entry) {
    for (String field : new String[] {"problem", "findings", "reason", "outcome", "state"}) {
      String text = entry.details().getOrDefault(field, "");
      if (!text.isBlank()) {
        return text;
      }
    }
    return entry.act();
  }
}
