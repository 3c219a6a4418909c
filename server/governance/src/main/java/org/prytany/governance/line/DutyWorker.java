package org.prytany.governance.line;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.duty.Heartbeat;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.Reckoned;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;

/** Does one due duty at a time. What fails is postponed; nothing that fails stops the others. */
public final class DutyWorker {

  private static final System.Logger LOG = System.getLogger(DutyWorker.class.getName());

  private static final String LATE = "Late. ";

  /** A text that could not be read so often needs somebody who reads it. */
  private static final int TRIES_BEFORE_PEOPLE = 3;

  private final DaoDirectory daos;
  private final DutyRepository duties;
  private final Transitions transitions;
  private final StageServices stages;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Pace pace;
  private final Heartbeat heartbeat;
  private final Agenda agenda = new Agenda();

  /**
   * @param heartbeat renews a lease while its step takes long
   */
  public DutyWorker(
      DaoDirectory daos,
      DutyRepository duties,
      Transitions transitions,
      StageServices stages,
      AuditLog audit,
      InstantSource clock,
      Pace pace,
      Heartbeat heartbeat) {
    this.daos = daos;
    this.duties = duties;
    this.transitions = transitions;
    this.stages = stages;
    this.audit = audit;
    this.clock = clock;
    this.pace = pace;
    this.heartbeat = heartbeat;
  }

  Agenda agenda() {
    return agenda;
  }

  /** Whether the lane's DAO is configured here. */
  boolean serves(Lane lane) {
    return daos.find(lane.chainId(), lane.governor()).isPresent();
  }

  /**
   * Claims the most urgent due duty of a lane and does it.
   *
   * @param owner names this worker among all nodes
   * @return the duty that was worked on; empty if none was due
   */
  public Optional<Duty> runOnce(Lane lane, String owner) {
    Optional<Duty> claimed = duties.claim(lane, owner, clock.instant(), pace.lease());
    claimed.ifPresent(duty -> settle(duty, owner, runHolding(duty, owner)));
    return claimed;
  }

  /** A step may take longer than a lease; while it goes on, nobody else takes the duty. */
  private StageOutcome runHolding(Duty duty, String owner) {
    try (var beating =
        heartbeat.begin(
            pace.lease().dividedBy(3),
            () -> duties.renew(duty.id(), owner, clock.instant().plus(pace.lease())))) {
      return run(duty);
    }
  }

  private StageOutcome run(Duty duty) {
    try {
      Proposal proposal = transitions.current(duty.proposal());
      Optional<Dao> dao = daos.find(duty.proposal().chainId(), duty.proposal().governor());
      if (dao.isEmpty()) {
        return new StageOutcome.Done("Its DAO is no longer configured.");
      }
      if (isNewlyLate(duty, proposal)) {
        audit.append(
            AuditLog.SERVER,
            "duty.late",
            duty.proposal().text(),
            Map.of("kind", duty.kind().name(), "lastProblem", duty.lastProblem()));
      }
      return stages.run(duty.kind(), dao.get(), proposal);
    } catch (PrytanyException e) {
      if (e.code() == FailureCode.NOT_FOUND) {
        return new StageOutcome.Done("The proposal is no longer stored.");
      }
      LOG.log(System.Logger.Level.INFO, () -> duty.id() + ": " + e.code() + " " + e.getMessage());
      if (e.code() == FailureCode.CONCURRENT_CHANGE) {
        // Nothing is wrong: somebody was faster, and what holds now is looked at soon.
        return new StageOutcome.Until(
            clock.instant().plus(pace.recheck().dividedBy(4)), e.code() + ": " + e.getMessage());
      }
      return new StageOutcome.Held(e.code() + ": " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.log(System.Logger.Level.ERROR, duty.id() + " failed", e);
      return new StageOutcome.Held("INTERNAL: " + e.getClass().getSimpleName());
    }
  }

  /** A late vote is still tried, it may arrive in time; that it was late is kept, once. */
  private boolean isNewlyLate(Duty duty, Proposal proposal) {
    boolean late = clock.instant().isAfter(duty.latestSafe());
    boolean undone =
        switch (duty.kind()) {
          case DECIDE -> !DecisionService.isDecided(proposal);
          case VOTE -> proposal.ballot().map(act -> act.submission().isEmpty()).orElse(true);
          case DIGEST, QUEUE, EXECUTE, RECEIPT -> false;
        };
    return late && undone && !duty.lastProblem().startsWith(LATE);
  }

  private void settle(Duty duty, String owner, StageOutcome outcome) {
    Instant now = clock.instant();
    switch (outcome) {
      case StageOutcome.Done done -> end(duty, owner, false);
      case StageOutcome.Over over -> end(duty, owner, true);
      case StageOutcome.Waiting waiting ->
          postpone(duty, owner, now.plus(pace.recheck()), problem(duty, waiting.detail()));
      case StageOutcome.Until until ->
          postpone(duty, owner, until.at(), problem(duty, until.detail()));
      case StageOutcome.Held held -> {
        if (duty.kind() == DutyKind.DIGEST && duty.attempts() == TRIES_BEFORE_PEOPLE) {
          tellPeople(duty, held.detail());
        }
        postpone(duty, owner, retry(duty, now), problem(duty, held.detail()));
      }
      case StageOutcome.NeedsPeople people -> {
        if (!duty.lastProblem().endsWith(people.detail())) {
          tellPeople(duty, people.detail());
        }
        postpone(duty, owner, now.plus(pace.longestBackoff()), problem(duty, people.detail()));
      }
    }
  }

  private void postpone(Duty duty, String owner, Instant until, String problem) {
    duties.postpone(duty.id(), owner, until, problem);
    agenda.note(Lane.of(duty), until);
  }

  /** A duty that failed stays until it is reckoned: it knows what stood in its way. */
  private void end(Duty duty, String owner, boolean over) {
    boolean unreckoned =
        !duty.lastProblem().isEmpty()
            && Reckoning.what(duty.kind())
                .filter(what -> isUnreckoned(duty, what, over))
                .isPresent();
    if (unreckoned) {
      postpone(duty, owner, clock.instant().plus(pace.recheck()), duty.lastProblem());
    } else {
      duties.complete(duty.id(), owner);
    }
  }

  private boolean isUnreckoned(Duty duty, Reckoned.What what, boolean over) {
    Optional<Dao> dao = daos.find(duty.proposal().chainId(), duty.proposal().governor());
    if (dao.isEmpty()) {
      return false;
    }
    Proposal proposal;
    try {
      proposal = transitions.current(duty.proposal());
    } catch (PrytanyException e) {
      return e.code() != FailureCode.NOT_FOUND;
    }
    Optional<ActStatus> act =
        (what == Reckoned.What.VOTE ? proposal.ballot() : proposal.execution()).map(Act::status);
    return !proposal.removedByReorg()
        && proposal.reckoned(what).isEmpty()
        && (over || act.equals(Optional.of(ActStatus.ABANDONED)));
  }

  /** What stood in the way, without the word that it was late. */
  static String withoutLate(String problem) {
    return problem.startsWith(LATE) ? problem.substring(LATE.length()) : problem;
  }

  private void tellPeople(Duty duty, String problem) {
    audit.append(
        AuditLog.SERVER,
        "duty.needs-people",
        duty.proposal().text(),
        Map.of("kind", duty.kind().name(), "problem", problem));
  }

  private String problem(Duty duty, String detail) {
    return clock.instant().isAfter(duty.latestSafe()) ? LATE + detail : detail;
  }

  /** Backs off, but not beyond the latest time at which trying again still helps. */
  private Instant retry(Duty duty, Instant now) {
    Instant later = now.plus(pace.backoff(duty.attempts() - 1));
    Duration left = Duration.between(now, duty.latestSafe());
    if (left.isNegative() && Lane.Work.of(duty.kind()) == Lane.Work.VOTING) {
      // Voting ends soon: a rule for the last seconds, or a vote that is late, may not wait.
      return now.plus(pace.recheck());
    }
    if (!left.isNegative() && later.isAfter(duty.latestSafe())) {
      Instant soon = now.plus(pace.recheck());
      return duty.latestSafe().isAfter(soon) ? duty.latestSafe() : soon;
    }
    return later;
  }
}
