package org.prytany.governance.voters;

import java.util.List;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Keeps votes that were read, and how far. */
public interface VoteRepository {

  /** Stores a log; false if it is there already. */
  boolean insert(VoteLog vote);

  /** All of a proposal in the chain's order, with empty reasons: there may be very many. */
  List<VoteLog> of(ProposalKey proposal);

  /** The same logs with their reasons, in no order; those that are no longer there are left out. */
  List<VoteLog> whole(List<VoteLog> votes);

  /** Drops all votes of a governor. */
  void forget(long chainId, Address governor);

  Optional<VoteCursor> cursor(long chainId, Address governor);

  /** Stores a first cursor; false if there is one already. */
  boolean insert(VoteCursor cursor);

  /**
   * Replaces the cursor whose version is {@code cursor.version()} by one with the next version.
   *
   * @return false if somebody else changed it meanwhile
   */
  boolean compareAndSwap(VoteCursor cursor);
}
