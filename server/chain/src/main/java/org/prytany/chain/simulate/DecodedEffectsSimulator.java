package org.prytany.chain.simulate;

import java.util.List;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.Tokens;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.simulation.EffectsSimulator;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.SimulatedEffects;

/** Effects as the calls mean them, for proposals whose chain is not at hand. */
public final class DecodedEffectsSimulator implements EffectsSimulator {
  private final EffectsReporting reporting;

  public DecodedEffectsSimulator(KnownFunctions functions) {
    reporting = new EffectsReporting(Tokens.UNKNOWN, new DecodedEffects(functions));
  }

  @Override
  public SimulatedEffects simulate(Dao dao, ProposalContent proposal, List<DecodedAction> actions) {
    return reporting.decoded(dao, actions, proposal.malformed(), proposal.block());
  }
}
