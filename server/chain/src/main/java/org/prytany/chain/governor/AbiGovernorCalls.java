package org.prytany.chain.governor;

import java.math.BigInteger;
import java.util.Map;
import org.prytany.chain.family.GovernorFamilies;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Support;

/** Encodes calls as the DAO's kind of governor takes them; which kind, the contract shows. */
public final class AbiGovernorCalls implements GovernorCalls {

  private final GovernorFamilies families;

  public AbiGovernorCalls(GovernorFamilies families) {
    this.families = families;
  }

  @Override
  public PlannedCall vote(Dao dao, ProposalContent proposal, int support, String reason) {
    return families.form(dao).vote(dao, proposal, support, reason);
  }

  @Override
  public PlannedCall voteInParts(
      Dao dao, ProposalContent proposal, Map<Support, BigInteger> parts, String reason) {
    return families.form(dao).voteInParts(dao, proposal, parts, reason);
  }

  @Override
  public PlannedCall queue(Dao dao, ProposalContent proposal) {
    return families.form(dao).queue(dao, proposal);
  }

  @Override
  public PlannedCall execute(Dao dao, ProposalContent proposal) {
    return families.form(dao).execute(dao, proposal);
  }
}
