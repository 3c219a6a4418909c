package org.prytany.governance.governor;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;

/**
 * Reads which proposals a governor announced, by whom, and what became of them: from the chain
 * alone. Throws PrytanyException (CHAIN_UNAVAILABLE, CHAIN_ANSWER_INVALID), the latter also where
 * endpoints differ.
 */
public interface Announcements {

  /** A proposal, and who proposed it. */
  record Announced(BigInteger id, Address proposer) {}

  /**
   * A range of blocks that was read.
   *
   * @param found in the chain's order
   * @param changes blocks in which the governor tells that other code answers for it from then on
   * @param whole whether each announcement in it could be read
   * @param end its last block, as the node has it that showed the logs
   */
  record Part(List<Announced> found, List<Long> changes, boolean whole, BlockRef end) {
    public Part {
      found = List.copyOf(found);
      changes = List.copyOf(changes);
    }
  }

  /** Whether a governor's code was another one before. */
  enum Code {
    /** It cannot have been, and has no function that tells a count of proposals. */
    UNCOUNTING,
    /** It cannot have been. */
    UNCHANGING,
    /** It can: it lets other code answer for it. */
    CHANGEABLE
  }

  /**
   * What a governor says at one block.
   *
   * @param counted how many proposals it counts, or the highest id where these are counted; empty
   *     where it keeps no count
   * @param states of the proposals that were asked about and that it knows
   */
  record Standing(Optional<BigInteger> counted, Map<BigInteger, ProposalState> states, Code code) {
    public Standing {
      states = Map.copyOf(states);
    }
  }

  /**
   * Announcements from a block on, as many blocks as the endpoint bears to be asked for at once.
   *
   * @param to no block behind it is read
   * @return empty if the node that shows logs has no block from {@code from} on
   */
  Optional<Part> part(Dao dao, long from, long to);

  /** The chain's block of that number as it is now; empty where the node has not come to it. */
  Optional<BlockRef> block(Dao dao, long number);

  /**
   * Whether the governor was not there yet before a block; false also where the node does not tell.
   */
  boolean isAbsentBefore(Dao dao, long block);

  /**
   * Asks together, as far as the endpoint takes that, what became of proposals.
   *
   * @return empty if that block is not in the chain any more
   */
  Optional<Standing> standing(Dao dao, List<BigInteger> ids, BlockRef at);
}
