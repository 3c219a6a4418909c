package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.prytany.app.view.ProposalViews;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.TreasurerStatement;

/** Whether treasurers lifted what stops a proposal: all lists, feeds and digests ask here. */
@ApplicationScoped
public class Overrides {

  @Inject private ApprovalService approvals;
  @Inject private Clock clock;

  /**
   * See {@link ProposalViews#overridden}; the signer is asked only where a treasurer overrode what
   * stops it.
   */
  boolean lift(Dao dao, Proposal proposal) {
    return ProposalViews.blocked(proposal)
        && proposal.statements(TreasurerStatement.Kind.OVERRIDE).findAny().isPresent()
        && ProposalViews.overridden(dao, proposal, approvals.shownRoster(dao), clock.instant());
  }
}
