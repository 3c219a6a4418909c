package org.prytany.governance.pause;

import org.prytany.governance.dao.Dao;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.Roster;

/** Keeps orders to pause and to resume where the signer is, so that the store cannot lose one. */
public interface PauseKeeper extends Pauses {

  /**
   * Verifies an order to pause or resume and keeps it for good.
   *
   * @return where it was kept
   * @throws org.prytany.governance.failure.PrytanyException APPROVAL_REFUSED naming what is wrong;
   *     SIGNER_UNAVAILABLE; CHAIN_UNAVAILABLE
   */
  Kept keep(Dao dao, PauseOrder order);

  /** Who the treasurers are, since when, and their last counters. */
  Roster roster(Dao dao);
}
