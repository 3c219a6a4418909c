package org.prytany.governance.voters;

import java.util.List;
import java.util.Optional;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;

/** Reads the votes of all accounts from a governor's logs. */
public interface VoteLogs {

  /**
   * A range of blocks that was read.
   *
   * @param found in the chain's order
   * @param end the last block of the range
   */
  record Part(List<VoteLog> found, BlockRef end) {

    public Part {
      found = List.copyOf(found);
    }
  }

  /**
   * Votes in the blocks from one on, as many as the endpoint bears to be asked for at once, and
   * none behind {@code to}.
   *
   * @return empty if the endpoint has no block from {@code from} on
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE; CHAIN_ANSWER_INVALID
   *     also where endpoints show different votes: none of them is taken
   */
  Optional<Part> part(Dao dao, long from, long to);
}
