package org.prytany.signerd.guard;

import java.util.List;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.ActionDecoder;
import org.prytany.governance.digest.EffectsSimulator;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.spi.DecodedAction;

/**
 * The chain as the signer's own endpoint shows it.
 *
 * @param reader states, votes, and the numbers of supports
 * @param calls the calls that follow from a proposal
 * @param ids hold a proposal's id against its content
 * @param transactions asked for counts and receipts; nothing is sent from here
 */
public record OwnChain(
    GovernorReader reader,
    GovernorCalls calls,
    TransactionSubmitter transactions,
    ActionDecoder decoder,
    EffectsSimulator simulator,
    ProposalIds ids) {

  /** Simulates at the present block. */
  EffectsReport effects(Dao dao, ProposalContent content) {
    List<DecodedAction> actions = decoder.decode(dao, content);
    return new EffectsReport(
        content.contentHash(), actions, simulator.simulate(dao, content, actions));
  }
}
