package org.prytany.signerd.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.posture.PostureReader;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.simulation.ActionDecoder;
import org.prytany.governance.simulation.EffectsSimulator;
import org.prytany.spi.DecodedAction;

/**
 * The chain as the signer's own endpoint shows it.
 *
 * @param reader states, votes, and the numbers of supports
 * @param calls the calls that follow from a proposal
 * @param ids hold a proposal's id against its content
 * @param transactions asked for counts and receipts; nothing is sent from here
 * @param blocks its newest block, and those before
 * @param control who may move what a DAO's accounts have
 * @param seconds by chain id, another endpoint that has to say the same of counts and receipts
 *     before they are certain: the server's, where it is not the signer's own
 */
public record OwnChain(
    GovernorReader reader,
    GovernorCalls calls,
    TransactionSubmitter transactions,
    ActionDecoder decoder,
    EffectsSimulator simulator,
    ProposalIds ids,
    GovernorLogs blocks,
    PostureReader control,
    Map<Long, TransactionSubmitter> seconds) {

  public OwnChain {
    seconds = Map.copyOf(seconds);
  }

  /** The second endpoint of a DAO's chain, if there is one. */
  Optional<TransactionSubmitter> second(Dao dao) {
    return Optional.ofNullable(seconds.get(dao.chainId()));
  }

  /** Simulates at the present block. */
  EffectsReport effects(Dao dao, ProposalContent content) {
    List<DecodedAction> actions = decoder.decode(dao, content);
    return new EffectsReport(
        content.contentHash(), actions, simulator.simulate(dao, content, actions));
  }
}
