package org.prytany.governance.signing;

import java.util.List;
import org.prytany.governance.approval.Kept;
import org.prytany.governance.approval.Roster;
import org.prytany.governance.approval.TreasurerStatement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.pause.PauseState;
import org.prytany.governance.pause.Pauses;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.ProposalKey;

/**
 * Keeps what treasurers sign where the signer is, so that nobody who can write to the store can
 * leave any of it out. The store's copy is for showing.
 */
public interface StatementKeeper extends Pauses {

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

  /**
   * Verifies an order to pause or resume and keeps it for good. Exceptions as above.
   *
   * @return where it was kept
   */
  Kept keep(Dao dao, PauseOrder order);

  /** Everything that was kept about a proposal, in the order in which it was kept. */
  List<TreasurerStatement> statements(Dao dao, ProposalKey proposal);

  /** Who the treasurers are, since when, and their last counters. */
  Roster roster(Dao dao);

  /** What is paused. */
  @Override
  PauseState pauses(Dao dao);
}
