package org.prytany.governance.proposal;

import java.util.List;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Keeps proposals, one document each. */
public interface ProposalRepository {

  Optional<Proposal> find(ProposalKey key);

  /** Stores a new proposal with version 1; false if its key is taken. */
  boolean insert(Proposal proposal);

  /**
   * Replaces the document whose version is {@code proposal.version()} by this one with the next
   * version.
   *
   * @return the stored proposal with its new version; empty if somebody else changed it meanwhile
   */
  Optional<Proposal> compareAndSwap(Proposal proposal);

  /** Proposals of one governor, newest block first. */
  List<Proposal> of(long chainId, Address governor);
}
