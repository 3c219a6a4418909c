package org.prytany.governance.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.sending.ActRunner;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.timelock.PlanCheck;
import org.prytany.governance.timelock.TimelockMandate;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.PlannedCall;

/**
 * Executes a queued proposal once its timelock is over, or what passed where there is none, if
 * enough treasurers approved exactly what a fresh simulation says it does.
 */
public final class ExecutionService {

  private static final String NEXT_BLOCK =
      "The timelock is over, and the newest block is from before that: it waits for the next one.";

  /**
   * A payout that is signed and has to wait for longer gives its nonce back. Where a reorg moves a
   * queueing by some blocks, it waits for seconds; where it is queued anew, for the whole timelock.
   */
  private static final Duration LONGEST_HELD = Duration.ofMinutes(10);

  private final GovernorReader reader;
  private final GovernorCalls calls;
  private final Plugins plugins;
  private final DigestService digests;
  private final ApprovalService approvals;
  private final SignatureCheck signatures;
  private final Transitions transitions;
  private final ActRunner runner;
  private final AuditLog audit;
  private final PlanCheck planCheck;
  private final InstantSource clock;
  private final Openings openings = new Openings();

  public ExecutionService(
      GovernorReader reader,
      GovernorCalls calls,
      Plugins plugins,
      DigestService digests,
      ApprovalService approvals,
      SignatureCheck signatures,
      Transitions transitions,
      ActRunner runner,
      AuditLog audit,
      InstantSource clock) {
    this.reader = reader;
    this.calls = calls;
    this.plugins = plugins;
    this.digests = digests;
    this.approvals = approvals;
    this.signatures = signatures;
    this.transitions = transitions;
    this.runner = runner;
    this.audit = audit;
    this.planCheck = new PlanCheck(audit);
    this.clock = clock;
  }

  /** Takes the execution as far as it goes now. May be repeated at any time. */
  public StageOutcome step(Dao dao, Proposal proposal) {
    var mandate = new ExecutionMandate(dao, proposal);
    boolean untouched =
        proposal.execution().flatMap(Act::submission).isEmpty()
            && !proposal.removedByReorg()
            && dao.executor().isPresent();
    try {
      Optional<String> shut = untouched ? mandate.stillShut() : Optional.empty();
      return mandate.inTime(
          shut.<StageOutcome>map(StageOutcome.Held::new)
              .orElseGet(() -> step(dao, proposal, mandate)));
    } catch (RuntimeException e) {
      // What came between says nothing of the block: it is asked anew.
      openings.passed(proposal.key());
      throw e;
    }
  }

  private StageOutcome step(Dao dao, Proposal proposal, ExecutionMandate mandate) {
    Optional<Act> standing = proposal.execution().filter(act -> !act.wasTakenBack());
    if (standing.isPresent()) {
      return runner.step(dao, standing.get(), mandate);
    }
    if (dao.executor().isEmpty()) {
      return new StageOutcome.Done("This server does not execute for " + dao.name() + ".");
    }
    if (proposal.removedByReorg()) {
      return new StageOutcome.Done("The proposal is no longer part of the chain.");
    }
    Act intended =
        Act.intended(
            ActKind.EXECUTE,
            proposal.key(),
            proposal.content().contentHash(),
            dao.executor().get(),
            calls.execute(dao, proposal.content()),
            "execute",
            clock.instant());
    Optional<StageOutcome> out = runner.recover(dao, intended, mandate);
    if (out.isPresent()) {
      return out.get();
    }
    Optional<String> notYet = mandate.notYet();
    Optional<ProposalState> state = mandate.seen().map(ChainView::state);
    if (state.filter(ProposalState::isFinal).isPresent()) {
      return new StageOutcome.Done("Nothing to execute: the proposal is " + state.get() + ".");
    }
    Proposal fresh = transitions.current(proposal.key());
    Optional<String> against = notYet.or(() -> mandate.forbidden(fresh));
    if (against.isPresent()) {
      return new StageOutcome.Held(against.get());
    }
    checkPlan(dao, fresh, mandate.seen().orElseThrow().etaSeconds().orElse(0));
    return runner.begin(dao, intended, mandate);
  }

  /** A payout may go while enough treasurers approve what it does now, and nobody rejects it. */
  private final class ExecutionMandate extends TimelockMandate {

    /** When the chain's clock may let it through, where it does not yet. */
    private Optional<Instant> soonest = Optional.empty();

    private Optional<ChainView> tried = Optional.empty();
    private boolean refused;
    private boolean waitsLong;
    private Optional<String> forbidden = Optional.empty();

    ExecutionMandate(Dao dao, Proposal proposal) {
      super(
          new Stage(reader, digests, approvals, transitions, signatures, clock),
          dao,
          proposal,
          LifecycleEvent.Kind.EXECUTED);
    }

    /** What was refused on a block is left alone until there is another one. */
    Optional<String> stillShut() {
      if (!openings.wasRefused(proposal.key())) {
        return Optional.empty();
      }
      ChainView view = look();
      return view.isToBeExecuted() ? shut(view, clock.instant()) : Optional.empty();
    }

    private Optional<String> shut(ChainView view, Instant now) {
      tried = Optional.of(view);
      soonest = Openings.nextLook(view, now);
      refused = openings.isShut(proposal.key(), view, now);
      return refused ? Optional.of(NEXT_BLOCK) : Optional.empty();
    }

    @Override
    public void wouldFail() {
      refused = true;
    }

    @Override
    public Optional<String> notYet() {
      ChainView view = look();
      Instant now = clock.instant();
      Optional<String> closed = closed(view);
      if (view.isToBeExecuted()) {
        openings.queued(proposal.key());
      }
      waitsLong = closed.isPresent() && isFarOff(view, now);
      if (closed.isPresent()) {
        tried = Optional.empty();
        soonest = view.isToBeExecuted() ? Optional.of(Pace.eta(view, now)) : Optional.empty();
        return closed;
      }
      Optional<String> shut = shut(view, now);
      if (shut.isPresent()) {
        return shut;
      }
      Proposal before = transitions.current(proposal.key());
      noteChangedEffects(before, refreshed(view));
      return Optional.empty();
    }

    /** What is not queued any more is given as long to be queued again. */
    private boolean isFarOff(ChainView view, Instant now) {
      return view.isToBeExecuted()
          ? Pace.eta(view, now).isAfter(now.plus(LONGEST_HELD))
          : openings.notQueuedSince(proposal.key(), now).plus(LONGEST_HELD).isBefore(now);
    }

    @Override
    public boolean waitsLong() {
      return waitsLong;
    }

    @Override
    protected Optional<String> closed(ChainView view) {
      if (!view.isToBeExecuted()) {
        return Optional.of("The proposal is " + view.state() + ".");
      }
      long eta = view.etaSeconds().orElse(0);
      // A quiet development chain has an old head: then the wall clock says what its next block
      // says.
      long chainTime = Math.max(view.at().timestamp(), clock.instant().getEpochSecond());
      return chainTime < eta
          ? Optional.of("The timelock ends in " + (eta - chainTime) + " seconds.")
          : Optional.empty();
    }

    /** Where nothing but the chain's clock may be against it, it is tried soon again. */
    StageOutcome inTime(StageOutcome outcome) {
      boolean early =
          outcome instanceof StageOutcome.Held
              && soonest.isPresent()
              && forbidden.isEmpty()
              && (tried.isEmpty() || refused);
      if (!early) {
        openings.passed(proposal.key());
        return outcome;
      }
      tried.ifPresent(view -> openings.refused(proposal.key(), view));
      return new StageOutcome.Until(soonest.get(), outcome.detail());
    }

    @Override
    public Optional<String> forbidden(Proposal stored) {
      ApprovalState approval = approval(stored);
      forbidden =
          against(
              stored,
              approval
                  .stop(stored)
                  .or(
                      () ->
                          approval.approved()
                              ? Optional.empty()
                              : Optional.of(approval.missing())));
      return forbidden;
    }
  }

  /** Approvals were given, and the simulation now says something else: the log keeps that. */
  private void noteChangedEffects(Proposal before, Proposal fresh) {
    String now = fresh.effects().orElseThrow().effects().effectsHash();
    boolean changed =
        !before.effects().map(report -> report.effects().effectsHash()).equals(Optional.of(now));
    if (changed && fresh.statements(TreasurerStatement.Kind.APPROVE).findAny().isPresent()) {
      audit.append(
          AuditLog.SERVER,
          "execute.effects-changed-since-approval",
          fresh.key().text(),
          Map.of("effectsHash", now));
    }
  }

  private void checkPlan(Dao dao, Proposal proposal, long eta) {
    RunningExecutor plugin =
        plugins
            .executor()
            .orElseThrow(
                () ->
                    new PrytanyException(
                        FailureCode.PLUGIN_UNAVAILABLE,
                        "No treasury plugin is running; deploy one to execute proposals."));
    PlannedCall own = calls.execute(dao, proposal.content());
    var approved =
        new ApprovedProposal(
            DigestService.snapshot(proposal),
            proposal.content().calls(),
            eta,
            reader.family(dao).word());
    plugin.planExecution(
        approved, plan -> planCheck.fault(plugin, proposal, "execute", plan.call(), own));
  }
}
