package org.prytany.governance.governor;

import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.PlannedCall;

/**
 * Encodes the governor's own calls. The one place that knows their ABI: what is planned by a plugin
 * and what is signed are both compared with it.
 */
public interface GovernorCalls {

  /**
   * A vote with its reason, where the governor takes one.
   *
   * @param support the contract's own number, from GovernorReader.supports
   */
  PlannedCall vote(Dao dao, ProposalContent proposal, int support, String reason);

  PlannedCall queue(Dao dao, ProposalContent proposal);

  PlannedCall execute(Dao dao, ProposalContent proposal);
}
