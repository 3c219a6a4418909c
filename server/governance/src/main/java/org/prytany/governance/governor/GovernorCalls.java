package org.prytany.governance.governor;

import java.math.BigInteger;
import java.util.Map;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Support;

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

  /**
   * A vote in several directions, where GovernorReader.inParts says that it is counted.
   *
   * @param parts base units of the votes token for each direction, below 2^128
   */
  PlannedCall voteInParts(
      Dao dao, ProposalContent proposal, Map<Support, BigInteger> parts, String reason);

  PlannedCall queue(Dao dao, ProposalContent proposal);

  PlannedCall execute(Dao dao, ProposalContent proposal);
}
