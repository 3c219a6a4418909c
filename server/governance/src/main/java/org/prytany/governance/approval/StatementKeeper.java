package org.prytany.governance.approval;

import java.util.List;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.pause.PauseKeeper;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.ProposalKey;

/**
 * Keeps what treasurers sign where the signer is, so that nobody who can write to the store can
 * leave any of it out. The store's copy is for showing.
 */
public interface StatementKeeper extends PauseKeeper {

  /**
   * Verifies a statement and keeps it for good, before the store has it.
   *
   * @param proposal with content, effects and verdict; its own copies of the statements count, not
   *     those of the proposal
   * @return where it was kept
   * @throws org.prytany.governance.failure.PrytanyException APPROVAL_REFUSED naming what is wrong;
   *     SIGNER_UNAVAILABLE; CHAIN_UNAVAILABLE
   */
  Kept keep(Dao dao, Proposal proposal, TreasurerStatement statement);

  /** Everything that was kept about a proposal, in the order in which it was kept. */
  List<TreasurerStatement> statements(Dao dao, ProposalKey proposal);

  /**
   * Verifies an operator's decision and keeps it for good, before the store has it.
   *
   * @param proposal with content, effects and verdict
   * @return where it was kept
   * @throws org.prytany.governance.failure.PrytanyException APPROVAL_REFUSED naming what is wrong;
   *     SIGNER_UNAVAILABLE; CHAIN_UNAVAILABLE
   */
  Kept keep(Dao dao, Proposal proposal, OperatorDecision decision);

  /** Every decision that was kept about a proposal, in the order in which it was kept. */
  List<OperatorDecision> decisions(Dao dao, ProposalKey proposal);
}
