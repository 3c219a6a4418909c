package org.prytany.governance.plugin;

import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.TreasuryExecutor;

/** A treasury executor as the host runs it. */
public interface RunningExecutor extends TreasuryExecutor {

  /** As {@link #planQueue(PassedProposal)}; a plan that is refused counts as a failure. */
  default QueuePlan planQueue(PassedProposal proposal, Judged<QueuePlan> judged) {
    return judged.accepted(this, planQueue(proposal));
  }

  /** As {@link #planExecution(ApprovedProposal)}; a plan that is refused counts as a failure. */
  default ExecutionPlan planExecution(ApprovedProposal proposal, Judged<ExecutionPlan> judged) {
    return judged.accepted(this, planExecution(proposal));
  }
}
