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
   * As {@link #insert} for each, in few writes; a crash leaves some of them inserted, and each of
   * these whole.
   *
   * @return for each, in order, whether it was stored
   */
  default List<Boolean> insertAll(List<Proposal> fresh) {
    return fresh.stream().map(this::insert).toList();
  }

  /**
   * Replaces the document whose version is {@code proposal.version()} by this one with the next
   * version.
   *
   * @return the stored proposal with its new version; empty if somebody else changed it meanwhile
   */
  Optional<Proposal> compareAndSwap(Proposal proposal);

  /**
   * What is asked of all proposals of one governor, newest block first. Cheap: no proposal is read
   * whole.
   */
  List<ProposalSummary> summaries(long chainId, Address governor);

  /**
   * Proposals of one governor that show what became of an act of ours in a block above the given
   * one, in no order. A store that can reads no others.
   */
  default List<ProposalKey> minedAbove(long chainId, Address governor, long block) {
    return summaries(chainId, governor).stream()
        .filter(its -> its.minedAt() > Math.max(0, block))
        .map(ProposalSummary::key)
        .toList();
  }

  /**
   * Proposals of one governor, newest block first, each with all that was made of it: for what
   * shows them, not for what is done every turn.
   */
  List<Proposal> of(long chainId, Address governor);
}
