package org.prytany.governance.simulation;

import java.util.List;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.SimulatedEffects;

/** Executes a proposal's calls from the treasury in a simulation, and says what changes. */
public interface EffectsSimulator {

  SimulatedEffects simulate(Dao dao, ProposalContent proposal, List<DecodedAction> actions);
}
