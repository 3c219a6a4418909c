package org.prytany.governance.posture;

import java.util.List;
import org.prytany.governance.dao.Dao;

/** Asks the chain who may move what the accounts of a DAO have. */
public interface PostureReader {

  /** Asks nobody: nothing is known. */
  PostureReader NONE = dao -> new Posture(0, List.of(), List.of());

  /**
   * @return how it is at the newest block; what cannot be told is {@link Posture#NOT_KNOWN}
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the chain does not
   *     answer at all
   */
  Posture read(Dao dao);
}
