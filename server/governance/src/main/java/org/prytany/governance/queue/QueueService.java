package org.prytany.governance.queue;

import java.time.InstantSource;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.sending.ActRunner;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.timelock.PlanCheck;
import org.prytany.governance.timelock.TimelockMandate;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.PlannedCall;

/** Queues a passed proposal in its timelock, unless its text hides what it executes. */
public final class QueueService {

  private final GovernorReader reader;
  private final GovernorCalls calls;
  private final Plugins plugins;
  private final DigestService digests;
  private final ApprovalService approvals;
  private final SignatureCheck signatures;
  private final Transitions transitions;
  private final ActRunner runner;
  private final PlanCheck planCheck;
  private final InstantSource clock;

  public QueueService(
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
    this.planCheck = new PlanCheck(audit);
    this.clock = clock;
  }

  /** Takes the queueing as far as it goes now. May be repeated at any time. */
  public StageOutcome step(Dao dao, Proposal proposal) {
    var mandate = new QueueMandate(dao, proposal);
    Optional<Act> standing = proposal.queue().filter(act -> !act.wasTakenBack());
    if (standing.isPresent()) {
      return runner.step(dao, standing.get(), mandate);
    }
    if (dao.executor().isEmpty()) {
      return new StageOutcome.Done("This server does not queue for " + dao.name() + ".");
    }
    if (proposal.removedByReorg()) {
      return new StageOutcome.Done("The proposal is no longer part of the chain.");
    }
    PlannedCall own = calls.queue(dao, proposal.content());
    Act intended =
        Act.intended(
            ActKind.QUEUE,
            proposal.key(),
            proposal.content().contentHash(),
            dao.executor().get(),
            own,
            "queue",
            clock.instant());
    Optional<StageOutcome> out = runner.recover(dao, intended, mandate);
    if (out.isPresent()) {
      return out.get();
    }
    ChainView seen = reader.view(dao, proposal.content());
    if (!seen.isToBeQueued()) {
      return new StageOutcome.Done(
          seen.state() == ProposalState.SUCCEEDED
              ? "Nothing to queue: this governor executes without a timelock."
              : "Nothing to queue: the proposal is " + seen.state() + ".");
    }
    Optional<String> notYet = mandate.notYet();
    Proposal fresh = transitions.current(proposal.key());
    Optional<String> against = notYet.or(() -> mandate.forbidden(fresh));
    if (against.isPresent()) {
      return new StageOutcome.Held(against.get());
    }
    RunningExecutor plugin =
        plugins
            .executor()
            .orElseThrow(
                () ->
                    new PrytanyException(
                        FailureCode.PLUGIN_UNAVAILABLE,
                        "No treasury plugin is running; deploy one to queue proposals."));
    var passed =
        new PassedProposal(
            DigestService.snapshot(fresh), proposal.content().calls(), reader.family(dao).word());
    plugin.planQueue(passed, plan -> planCheck.fault(plugin, fresh, "queue", plan.call(), own));
    return runner.begin(dao, intended, mandate);
  }

  /** A queueing may go while nothing red stands against it that no treasurer overrode. */
  private final class QueueMandate extends TimelockMandate {

    QueueMandate(Dao dao, Proposal proposal) {
      super(
          new Stage(reader, digests, approvals, transitions, signatures, clock),
          dao,
          proposal,
          LifecycleEvent.Kind.QUEUED);
    }

    @Override
    public Optional<String> notYet() {
      // State moves: what was compared while it was voted on may do something else now.
      ChainView view = look();
      refreshed(view);
      return closed(view);
    }

    @Override
    protected Optional<String> closed(ChainView view) {
      return view.isToBeQueued()
          ? Optional.empty()
          : Optional.of("It cannot be queued: the proposal is " + view.state() + ".");
    }

    @Override
    public Optional<String> forbidden(Proposal stored) {
      return against(stored, approval(stored).stop(stored));
    }
  }
}
