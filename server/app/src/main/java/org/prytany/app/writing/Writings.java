package org.prytany.app.writing;

import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.writing.Writing;

/** What may be shown of what a model wrote. */
public interface Writings {

  /** No model writes here. */
  Writings NONE = (dao, proposal, stale) -> Optional.empty();

  /**
   * How far it is with a proposal as it is now; empty where there is nothing to write from, or
   * nothing will be. Never waits for the model.
   *
   * @param stale why its digest is stale, as the digest service says
   */
  Optional<Writing> of(Dao dao, Proposal proposal, Optional<String> stale);
}
