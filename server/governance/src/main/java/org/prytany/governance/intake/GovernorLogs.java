package org.prytany.governance.intake;

import java.util.List;
import java.util.Optional;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;

/**
 * Reads a governor's logs. Every method throws PrytanyException with CHAIN_UNAVAILABLE when the
 * endpoint does not answer, WRONG_CHAIN or NO_CODE_AT_ADDRESS when it is not the configured one.
 */
public interface GovernorLogs {

  /** Checks chain id and governor code once more; cheap enough for a health check. */
  void verify(Dao dao);

  BlockRef head(Dao dao);

  Optional<BlockRef> block(Dao dao, long number);

  /**
   * ProposalCreated events in blocks [from, to], both included, in order. The adapter splits the
   * range as the endpoint needs.
   */
  List<ProposalContent> proposals(Dao dao, long from, long to);
}
