package org.prytany.governance.proposal;

import org.prytany.spi.ProposalKey;

/**
 * Told of every stored change, for live updates. Called after the change is stored; best effort.
 */
@FunctionalInterface
public interface ProposalEvents {

  /** Nobody listens. */
  ProposalEvents NONE = (key, what) -> {};

  /**
   * @param what the stage that changed, e.g. "digest", "ballot", "chain"
   */
  void changed(ProposalKey key, String what);
}
