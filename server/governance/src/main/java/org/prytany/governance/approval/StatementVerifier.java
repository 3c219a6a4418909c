package org.prytany.governance.approval;

import java.time.Instant;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;

/** Verifies treasurers' signatures; the signer implements it, and asks it again before it signs. */
public interface StatementVerifier {

  /**
   * @throws org.prytany.governance.failure.PrytanyException APPROVAL_REFUSED naming what is wrong:
   *     not a treasurer, another chain, governor, proposal, actions or effects, expired, or a
   *     signature by somebody else
   */
  void verify(Dao dao, Proposal proposal, TreasurerStatement statement, Instant now);
}
