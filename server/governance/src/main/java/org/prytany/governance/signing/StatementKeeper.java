package org.prytany.governance.signing;

import org.prytany.governance.approval.TreasurerStatement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;

/**
 * Keeps treasurers' statements where the signer is, so that nobody who can write to the store can
 * leave one out. The store's copy is for showing.
 */
public interface StatementKeeper {

  /**
   * Verifies a statement and keeps it for good, before the store has it.
   *
   * @throws org.prytany.governance.failure.PrytanyException APPROVAL_REFUSED naming what is wrong;
   *     SIGNER_UNAVAILABLE
   */
  void keep(Dao dao, ProposalContent content, TreasurerStatement statement);
}
