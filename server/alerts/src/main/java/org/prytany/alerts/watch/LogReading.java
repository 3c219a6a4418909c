package org.prytany.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.ProposalKey;

/** Which entries of the audit log people have to be told about. */
final class LogReading {

  /** What acts of the log mean to people, where no more has to be known. */
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("verdict.blocks", Kind.STOPPED),
          Map.entry("proposal.created", Kind.NEW_PROPOSAL),
          Map.entry("vote.confirmed", Kind.VOTE_CAST),
          Map.entry("duty.needs-people", Kind.NEEDS_PEOPLE),
          Map.entry("vote.missed", Kind.VOTE_MISSED),
          Map.entry("payout.missed", Kind.PAYOUT_FAILED),
          Map.entry("execute.confirmed", Kind.PAYOUT_DONE),
          Map.entry("execute.reverted", Kind.PAYOUT_FAILED),
          Map.entry("execute.abandoned", Kind.PAYOUT_FAILED),
          Map.entry("vote.nonce-taken", Kind.NONCE_GAP),
          Map.entry("vote.nonce-left", Kind.NONCE_GAP),
          Map.entry("queue.nonce-taken", Kind.NONCE_GAP),
          Map.entry("queue.nonce-left", Kind.NONCE_GAP),
          Map.entry("execute.nonce-taken", Kind.NONCE_GAP),
          Map.entry("execute.nonce-left", Kind.NONCE_GAP));

  /** A server that stood still for so long still tells of what it finds. */
  private static final Duration NEW = Duration.ofDays(3);

  private final DaoDirectory daos;
  private final ProposalRepository proposals;
  private final DutyRepository duties;
  private final Nearing nearing;
  private final InstantSource clock;

  /**
   * @param nearing when people are reminded
   */
  LogReading(Watch.Sources sources, Nearing nearing, InstantSource clock) {
    this.daos = sources.daos();
    this.proposals = sources.proposals();
    this.duties = sources.duties();
    this.nearing = nearing;
    this.clock = clock;
  }

  Optional<Alert> alert(AuditEntry entry) {
    if (entry.act().startsWith("poll.")) {
      return OffChainReading.alert(entry);
    }
    if (entry.act().equals("posture.changed")) {
      return changed(entry);
    }
    boolean moved = entry.act().equals("proposal.state");
    Optional<Kind> kind = Optional.ofNullable(KINDS.get(entry.act()));
    if (!moved && kind.isEmpty()) {
      return Optional.empty();
    }
    Optional<Subject> subject = subject(entry.subject());
    if (subject.isEmpty()) {
      return Optional.empty();
    }
    if (moved) {
      return moved(entry, subject.get());
    }
    String duty = entry.details().getOrDefault("kind", "");
    return kind.filter(its -> matters(its, duty, subject.get()))
        .map(its -> alert(its, entry, subject.get(), duty));
  }

  /** Something about a DAO's accounts is not as it was: that is about no proposal. */
  private Optional<Alert> changed(AuditEntry entry) {
    return daos.all().stream()
        .filter(dao -> dao.id().equals(entry.subject()))
        .findFirst()
        .map(
            dao ->
                new Alert(
                    "audit:" + entry.sequence() + ":" + Kind.ACCOUNTS_CHANGED.word(),
                    Kind.ACCOUNTS_CHANGED,
                    entry.at(),
                    dao.id(),
                    Optional.empty(),
                    "",
                    Words.changed(dao, entry.details().getOrDefault("changes", "")),
                    Words.AFTER_A_CHANGE,
                    Optional.empty()));
  }

  /** Whether people can still do something, or have something to know: a history is only read. */
  private boolean matters(Kind kind, String duty, Subject subject) {
    return switch (kind) {
      case NEW_PROPOSAL -> subject.open() && isOfLate(subject);
      case STOPPED -> subject.open();
      case NEEDS_PEOPLE ->
          switch (duty) {
            case "DECIDE", "VOTE" ->
                subject.is(ProposalState.PENDING) || subject.is(ProposalState.ACTIVE);
            default -> subject.open();
          };
      default -> true;
    };
  }

  /** A history that is read may have what is open and nobody closed; that is no news. */
  private boolean isOfLate(Subject subject) {
    OptionalLong at = subject.proposal().content().proposedAt();
    return at.isPresent()
        ? Instant.ofEpochSecond(at.getAsLong()).isAfter(clock.instant().minus(NEW))
        : subject.proposal().chain().isPresent();
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
    if (to == ProposalState.EXECUTED && !entry.details().getOrDefault("from", "").isEmpty()) {
      return Optional.of(alert(Kind.PAYOUT_DONE, entry, subject, ""));
    }
    boolean waits =
        (to == ProposalState.QUEUED || isExecutedNext(to, subject))
            && subject.dao().executor().isPresent()
            && ActSlots.free(subject.proposal(), ActKind.EXECUTE);
    return waits
        ? waiting(subject).map(text -> alert(Kind.WAITS_FOR_APPROVAL, entry, subject, "", text))
        : Optional.empty();
  }

  /** Whether it passed where nothing is queued. */
  private static boolean isExecutedNext(ProposalState to, Subject subject) {
    return to == ProposalState.SUCCEEDED
        && subject.proposal().chain().filter(view -> !view.queues()).isPresent();
  }

  /** What approvals are missing; empty if none is. */
  private Optional<String> waiting(Subject subject) {
    return Optional.of(ApprovalState.of(subject.dao(), subject.proposal(), clock.instant()))
        .map(ApprovalState::missing)
        .filter(text -> !text.isEmpty());
  }

  private Alert alert(Kind kind, AuditEntry entry, Subject subject, String duty) {
    return alert(kind, entry, subject, duty, Words.detail(kind, entry, subject));
  }

  private Alert alert(Kind kind, AuditEntry entry, Subject subject, String duty, String detail) {
    ProposalKey key = subject.proposal().key();
    Optional<Instant> deadline = deadline(kind, subject);
    return new Alert(
        id(kind, entry, key, deadline),
        kind,
        entry.at(),
        subject.dao().id(),
        Optional.of(key),
        subject.headline(),
        detail,
        Words.next(kind, duty, subject),
        deadline);
  }

  private Optional<Instant> deadline(Kind kind, Subject subject) {
    return switch (kind) {
      case WAITS_FOR_APPROVAL -> subject.proposal().chain().flatMap(LogReading::opens);
      case STOPPED, NEEDS_PEOPLE ->
          duties.open().stream()
              .filter(duty -> duty.proposal().equals(subject.proposal().key()))
              .filter(duty -> duty.kind() == DutyKind.DECIDE || duty.kind() == DutyKind.VOTE)
              // A vote that is signed is nobody's to decide any more, and its duty has no end.
              .filter(duty -> subject.proposal().ballot().flatMap(Act::submission).isEmpty())
              .map(Duty::latestSafe)
              .min(Comparator.naturalOrder());
      default -> Optional.empty();
    };
  }

  /** What can be noticed in more than one way, or again and again, is said once. */
  private String id(Kind kind, AuditEntry entry, ProposalKey key, Optional<Instant> deadline) {
    if (entry.act().endsWith(".missed")) {
      return kind.word() + ":" + key.text();
    }
    return switch (kind) {
      case PAYOUT_DONE, NEW_PROPOSAL, VOTE_CAST -> kind.word() + ":" + key.text();
      case WAITS_FOR_APPROVAL ->
          deadline
              .flatMap(
                  opens ->
                      nearing
                          .come(opens, clock.instant())
                          .map(time -> Nearing.id(kind, time, key.text(), opens)))
              .orElse(kind.word() + ":" + key.text());
      case STOPPED ->
          kind.word()
              + ":"
              + key.text()
              + ":"
              + new CanonicalBytes("prytany-alert-1")
                  .add(entry.details().getOrDefault("contentHash", ""))
                  .add(entry.details().getOrDefault("findings", ""))
                  .sha256();
      default -> "audit:" + entry.sequence() + ":" + kind.word();
    };
  }

  private static Optional<Instant> opens(ChainView view) {
    return view.etaSeconds().isPresent()
        ? Optional.of(Instant.ofEpochSecond(view.etaSeconds().getAsLong()))
        : Optional.empty();
  }
}
