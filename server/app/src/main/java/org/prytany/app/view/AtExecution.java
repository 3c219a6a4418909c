package org.prytany.app.view;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.TreasurerStatement;

/**
 * What was known of an executed proposal before it was executed: what was simulated only afterwards
 * stopped nothing, and what was signed afterwards lifted nothing.
 */
final class AtExecution {

  private AtExecution() {}

  static boolean isExecuted(Proposal proposal) {
    return proposal
        .chain()
        .map(ChainView::state)
        .filter(ProposalState.EXECUTED::equals)
        .isPresent();
  }

  /** Whether what was found stopped it then, and it can be said whether anybody lifted that. */
  static boolean wasStopped(Proposal proposal) {
    if (!isSimulatedBefore(proposal)) {
      return false;
    }
    // This server executes nothing that is stopped: what nobody overrode was found later.
    return isOverridden(proposal)
        ? isOurs(proposal) || at(proposal).isPresent()
        : !isOurs(proposal);
  }

  /**
   * Whether treasurers had lifted it then: this server executes nothing else, and of others'
   * executions the time of the block decides.
   *
   * @param roster when treasurers left
   */
  static boolean wasLifted(Dao dao, Proposal proposal, Roster roster) {
    return isOverridden(proposal)
        && (isOurs(proposal)
            || at(proposal)
                .filter(then -> ApprovalState.at(dao, proposal, roster, then).overridden(proposal))
                .isPresent());
  }

  private static boolean isSimulatedBefore(Proposal proposal) {
    return proposal
        .receipt()
        .flatMap(
            receipt ->
                proposal.effects().filter(report -> report.effects().block() < receipt.block()))
        .isPresent();
  }

  private static boolean isOverridden(Proposal proposal) {
    return proposal.statements(TreasurerStatement.Kind.OVERRIDE).findAny().isPresent();
  }

  private static boolean isOurs(Proposal proposal) {
    return proposal
        .execution()
        .flatMap(Act::outcome)
        .filter(ActOutcome.Confirmed.class::isInstance)
        .isPresent();
  }

  private static Optional<Instant> at(Proposal proposal) {
    return proposal
        .receipt()
        .map(ExecutionReceipt::at)
        .filter(OptionalLong::isPresent)
        .map(at -> Instant.ofEpochSecond(at.getAsLong()));
  }
}
