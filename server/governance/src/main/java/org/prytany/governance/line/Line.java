package org.prytany.governance.line;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.IntakeService;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.proposal.Reckoned;
import org.prytany.governance.tally.TallyService;
import org.prytany.spi.ProposalKey;

/**
 * The line of one DAO: read what is new, look at what is not over, plan what is due; and beside
 * that, lane by lane, do it. Whatever fails for one proposal is reported and does not stop the
 * others.
 */
public final class Line {

  private static final System.Logger LOG = System.getLogger(Line.class.getName());
  private static final Duration NOTICEABLE = Duration.ofSeconds(2);

  private final IntakeService intake;
  private final TallyService tally;
  private final ProposalRepository proposals;
  private final DutyRepository duties;
  private final DutyPlanner planner;
  private final DigestService digests;
  private final DutyWorker worker;
  private final Reckoning reckoning;
  private final String owner;
  private final InstantSource clock;

  /** What rests though its digest was made with something else, e.g. because it needs no model. */
  private final Map<ProposalKey, Looked> looked = new ConcurrentHashMap<>();

  private record Looked(long version, String digestsNow) {}

  /**
   * @param owner names this node among all
   */
  public Line(
      IntakeService intake,
      TallyService tally,
      ProposalRepository proposals,
      DutyRepository duties,
      DutyPlanner planner,
      DigestService digests,
      DutyWorker worker,
      Reckoning reckoning,
      String owner,
      InstantSource clock) {
    this.intake = intake;
    this.tally = tally;
    this.proposals = proposals;
    this.duties = duties;
    this.planner = planner;
    this.digests = digests;
    this.worker = worker;
    this.reckoning = reckoning;
    this.owner = owner;
    this.clock = clock;
  }

  /**
   * Reads what is new, looks at what is not over, plans what is due. Never throws for what an
   * endpoint, a plugin or a proposal does wrong.
   */
  public Look look(Dao dao) {
    List<String> problems = new ArrayList<>();
    int[] fresh = new int[1];
    guarded(problems, dao.id() + " intake", () -> fresh[0] = intake.poll(dao).fresh());
    List<ProposalSummary> all = new ArrayList<>();
    guarded(
        problems,
        dao.id() + " store",
        () -> all.addAll(proposals.summaries(dao.chainId(), dao.governor())));
    Map<String, Duty> open = new HashMap<>();
    guarded(
        problems,
        dao.id() + " duties",
        () -> duties.open().forEach(duty -> open.put(duty.id(), duty)));
    open.values().stream()
        .filter(duty -> isOf(dao, duty) && duty.notBefore().isAfter(clock.instant()))
        .forEach(worker.agenda()::note);
    guarded(problems, "duties of no DAO", () -> endOrphans(open.values()));
    String digestsNow = digests.madeWithNow();
    Optional<BlockRef> begun = intake.begun(dao);
    for (ProposalSummary summary : all) {
      if (!mayRest(summary, digestsNow)) {
        guarded(
            problems,
            summary.key().text(),
            () ->
                proposals
                    .find(summary.key())
                    .ifPresent(it -> look(dao, it, digestsNow, open, begun)));
      }
    }
    return new Look(fresh[0], all.size(), problems);
  }

  /** Nothing could be done for a DAO; should a duty be missed, that may be why. */
  public void note(Dao dao, String trouble) {
    reckoning.note(dao.chainId(), dao.governor(), trouble);
  }

  private static boolean isOf(Dao dao, Duty duty) {
    return duty.proposal().chainId() == dao.chainId()
        && duty.proposal().governor().equals(dao.governor());
  }

  /** No lane is worked on for what belongs to a DAO that is no longer configured. */
  private void endOrphans(Collection<Duty> open) {
    Instant longAgo = clock.instant().minus(Duration.ofDays(1));
    open.stream()
        // Another server on this store may serve it.
        .filter(duty -> duty.notBefore().isBefore(longAgo))
        .map(Lane::of)
        .filter(lane -> !worker.serves(lane))
        .forEach(lane -> worker.runOnce(lane, owner));
  }

  /**
   * Does the most urgent duty that is due in a lane now. Lanes may be worked on beside each other.
   * Never throws for what an endpoint, a plugin or a proposal does wrong.
   */
  public Worked work(Lane lane) {
    List<String> problems = new ArrayList<>();
    boolean[] worked = new boolean[1];
    guarded(problems, "duty", () -> worked[0] = worker.runOnce(lane, owner).isPresent());
    if (lane.work() != Lane.Work.READING) {
      problems.forEach(problem -> reckoning.note(lane.chainId(), lane.governor(), problem));
    }
    return new Worked(worked[0], problems);
  }

  /**
   * How long nothing in a lane has to be begun, as far as is known: until the next duty's time, and
   * not longer than {@code most}.
   */
  public Duration rest(Lane lane, Duration most) {
    Instant now = clock.instant();
    return worker
        .agenda()
        .next(lane, now)
        .map(next -> Duration.between(now, next))
        .filter(left -> left.compareTo(most) < 0)
        .orElse(most);
  }

  /** Whether it need not be looked at: nothing follows, and its digest is what it would be now. */
  private boolean mayRest(ProposalSummary summary, String digestsNow) {
    boolean reckoned =
        summary.removedByReorg() || summary.reckoned().size() == Reckoned.What.values().length;
    return summary.atRest()
        && reckoned
        && (summary.digestedWith().equals(digestsNow)
            || new Looked(summary.version(), digestsNow).equals(looked.get(summary.key())));
  }

  private void look(
      Dao dao,
      Proposal proposal,
      String digestsNow,
      Map<String, Duty> open,
      Optional<BlockRef> begun) {
    Proposal seen = proposal.isOver() ? proposal : tally.refresh(dao, proposal);
    Proposal now = reckoning.reckon(dao, seen, begun, open);
    boolean nothing = plan(dao, now, open);
    if (nothing && now.isAtRest()) {
      looked.put(now.key(), new Looked(now.version(), digestsNow));
    }
  }

  /** Whether nothing is due. */
  private boolean plan(Dao dao, Proposal proposal, Map<String, Duty> open) {
    Instant now = clock.instant();
    boolean anotherDigest = digests.needsAnother(proposal).isPresent();
    List<Duty> due = planner.plan(dao, proposal, anotherDigest, now);
    for (Duty duty : due) {
      Optional<Duty> known = Optional.ofNullable(open.get(duty.id()));
      Duty wanted = known.map(there -> merged(there, duty, now)).orElse(duty);
      if (known.isEmpty() || differs(known.get(), wanted)) {
        duties.schedule(wanted);
        worker.agenda().note(wanted);
      }
    }
    return due.isEmpty();
  }

  /**
   * A duty that was tried keeps its pause, unless what it waits for is due earlier by the chain.
   */
  private Duty merged(Duty known, Duty planned, Instant now) {
    // No pause is longer than that: what lies further ahead waits for the chain, whose time can
    // jump on a development chain.
    boolean waitsForChain = known.notBefore().isAfter(now.plus(planner.longestPause()));
    boolean pausing =
        known.attempts() > 0 && known.notBefore().isAfter(planned.notBefore()) && !waitsForChain;
    return new Duty(
        planned.proposal(),
        planned.kind(),
        pausing ? known.notBefore() : planned.notBefore(),
        planned.latestSafe(),
        planned.over(),
        known.leaseOwner(),
        known.leaseUntil(),
        known.attempts(),
        known.lastProblem());
  }

  private static boolean differs(Duty known, Duty wanted) {
    boolean moved =
        Duration.between(known.notBefore(), wanted.notBefore()).abs().compareTo(NOTICEABLE) > 0
            && wanted.notBefore().isBefore(known.notBefore());
    return moved
        || apart(known.latestSafe(), wanted.latestSafe())
        || apart(known.over(), wanted.over());
  }

  private static boolean apart(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofMinutes(1)) > 0;
  }

  private static void guarded(List<String> problems, String what, Runnable step) {
    try {
      step.run();
    } catch (PrytanyException e) {
      problems.add(what + ": " + e.code() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, what + " failed", e);
      problems.add(what + ": INTERNAL: " + e.getClass().getSimpleName());
    }
  }

  /**
   * @param fresh proposals that are new or came back
   * @param proposals number of proposals that are known
   * @param problems what did not get through, each with its failure code
   */
  public record Look(int fresh, int proposals, List<String> problems) {

    public Look {
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param any whether a duty was due and worked on
   * @param problems what did not get through, each with its failure code
   */
  public record Worked(boolean any, List<String> problems) {

    public Worked {
      problems = List.copyOf(problems);
    }
  }
}
