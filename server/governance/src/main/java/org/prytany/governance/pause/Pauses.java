package org.prytany.governance.pause;

import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;

/** Says whether treasurers paused a DAO; asked before every signature and every broadcast. */
@FunctionalInterface
public interface Pauses {

  /**
   * @throws org.prytany.governance.failure.PrytanyException SIGNER_UNAVAILABLE: then it is not
   *     known and nothing may leave
   */
  PauseState pauses(Dao dao);

  /** The pause that stops an act of a DAO now; empty if it may go on. */
  default Optional<PauseState.Pause> stopping(Dao dao, ActKind kind) {
    return pauses(dao).stopping(kind);
  }
}
