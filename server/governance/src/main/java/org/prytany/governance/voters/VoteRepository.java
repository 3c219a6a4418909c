package org.prytany.governance.voters;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Keeps votes that were read, and how far. */
public interface VoteRepository {

  /**
   * Stores a log.
   *
   * @param era of the cursor by which it was read
   * @return false if it is there already
   */
  boolean insert(VoteLog vote, long era);

  /**
   * Hands out all logs of a proposal of one era with empty reasons, each account's together and in
   * the chain's order: there may be very many, and they are not kept.
   */
  void each(ProposalKey proposal, long era, Consumer<VoteLog> taker);

  /** As {@link #each}, of one account. */
  void each(ProposalKey proposal, long era, Address account, Consumer<VoteLog> taker);

  /** The same logs with their reasons, in no order; those that are no longer there are left out. */
  List<VoteLog> whole(List<VoteLog> votes, long era);

  /** Drops all votes of a governor that are of eras before one. */
  void forget(long chainId, Address governor, long era);

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
