package org.prytany.governance.effects;

import java.util.List;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.SimulatedEffects;

/** Asks the chain about the accounts that a proposal touches. */
public interface ChainFactsReader {

  /** Asks nobody: for digests without a chain. */
  ChainFactsReader NONE = (dao, actions, effects) -> ChainFacts.NONE;

  /**
   * @return facts at the block of the effects; what the endpoint cannot say is UNKNOWN
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the chain does not
   *     answer at all
   */
  ChainFacts read(Dao dao, List<DecodedAction> actions, SimulatedEffects effects);
}
