package org.prytany.governance.queue;

import java.time.InstantSource;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActRunner;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.ballot.GovernorCalls;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.execution.PlanCheck;
import org.prytany.governance.execution.TimelockReadback;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.tally.GovernorReader;
import org.prytany.governance.tally.GovernorReader.LifecycleEvent;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.TreasuryExecutor;

/** Queues a passed proposal in its timelock, unless its text hides what it executes. */
public final class QueueService {

  private final GovernorReader reader;
  private final GovernorCalls calls;
  private final Plugins plugins;
  private final DigestService digests;
  private final ActRunner runner;
  private final PlanCheck planCheck;
  private final InstantSource clock;

  public QueueService(
      GovernorReader reader,
      GovernorCalls calls,
      Plugins plugins,
      DigestService digests,
      ActRunner runner,
      AuditLog audit,
      InstantSource clock) {
    this.reader = reader;
    this.calls = calls;
    this.plugins = plugins;
    this.digests = digests;
    this.runner = runner;
    this.planCheck = new PlanCheck(audit);
    this.clock = clock;
  }

  /** Takes the queueing as far as it goes now. May be repeated at any time. */
  public StageOutcome step(Dao dao, Proposal proposal) {
    var readback = new TimelockReadback(reader, dao, proposal, LifecycleEvent.Kind.QUEUED);
    if (proposal.queue().isPresent()) {
      Act act = proposal.queue().get();
      if (!act.settled() && !act.sent() && readback.find().isEmpty()) {
        // Intended or signed before a crash, and surely not sent: everything is checked again.
        Proposal fresh = digests.refreshEffects(dao, proposal);
        var stop = ApprovalState.of(dao, fresh, clock.instant()).stop(fresh);
        if (stop.isPresent()) {
          return new StageOutcome.Held(stop.get());
        }
      }
      return runner.step(dao, act, readback);
    }
    if (dao.executor().isEmpty()) {
      return new StageOutcome.Done("This server does not queue for " + dao.name() + ".");
    }
    if (proposal.removedByReorg()) {
      return new StageOutcome.Done("The proposal is no longer part of the chain.");
    }
    ProposalState state = reader.view(dao, proposal.content()).state();
    if (state != ProposalState.SUCCEEDED) {
      return new StageOutcome.Done("Nothing to queue: the proposal is " + state + ".");
    }
    // State moves: what was compared while it was voted on may do something else now.
    Proposal fresh = digests.refreshEffects(dao, proposal);
    var stop = ApprovalState.of(dao, fresh, clock.instant()).stop(fresh);
    if (stop.isPresent()) {
      return new StageOutcome.Held(stop.get());
    }
    TreasuryExecutor plugin =
        plugins
            .executor()
            .orElseThrow(
                () ->
                    new PrytanyException(
                        FailureCode.PLUGIN_UNAVAILABLE,
                        "No treasury plugin is running; deploy one to queue proposals."));
    PlannedCall own = calls.queue(dao, proposal.content());
    PlannedCall planned =
        plugin
            .planQueue(
                new PassedProposal(DigestService.snapshot(fresh), proposal.content().calls()))
            .call();
    planCheck.requireExact(plugin, fresh, "queue", planned, own);
    Optional<Act> act =
        runner.intend(
            Act.intended(
                ActKind.QUEUE,
                proposal.key(),
                proposal.content().contentHash(),
                dao.executor().get(),
                own,
                "queue",
                clock.instant()),
            current -> current.verdict().equals(fresh.verdict()));
    return act.isPresent()
        ? runner.step(dao, act.get(), readback)
        : new StageOutcome.Held("The comparison of text and effects changed; looking again.");
  }
}
