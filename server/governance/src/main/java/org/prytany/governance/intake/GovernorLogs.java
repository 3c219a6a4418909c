package org.prytany.governance.intake;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;

/**
 * Reads a governor's logs. Every method throws PrytanyException with CHAIN_UNAVAILABLE when the
 * endpoint does not answer, WRONG_CHAIN or NO_CODE_AT_ADDRESS when it is not the configured one.
 */
public interface GovernorLogs {

  /**
   * A range of blocks that was read.
   *
   * @param found ProposalCreated events, in order
   * @param end the last block of the range, as the node has it that showed the logs
   */
  record Part(List<ProposalContent> found, BlockRef end) {

    public Part {
      found = List.copyOf(found);
    }
  }

  /**
   * Checks chain id, governor code and kind of governor; cheap enough for a health check, because
   * what was seen a moment ago counts.
   *
   * @throws org.prytany.governance.failure.PrytanyException GOVERNOR_NOT_SERVED, with the reason
   */
  void verify(Dao dao);

  /** As {@link #verify}, and nothing that was seen before counts. */
  void verifyAnew(Dao dao);

  BlockRef head(Dao dao);

  Optional<BlockRef> block(Dao dao, long number);

  /** As {@link #block} for each, in order; asked for at once where the endpoint takes that. */
  default List<Optional<BlockRef>> blocks(Dao dao, List<Long> numbers) {
    return numbers.stream().map(number -> block(dao, number)).toList();
  }

  /**
   * ProposalCreated events in blocks [from, to], both included, in order. The adapter splits the
   * range as the endpoint needs.
   */
  List<ProposalContent> proposals(Dao dao, long from, long to);

  /**
   * ProposalCreated events from a block on, as many blocks as the endpoint bears to be asked for at
   * once. Nodes that answer under one address can be blocks apart, and one that has not come to a
   * block answers that there are no logs in it: so the range ends where the answering node was seen
   * to have a block, and not where another one said that the chain ends.
   *
   * @param again up to so many blocks before {@code from} are read as well, where that costs no
   *     further request
   * @return empty if the node that shows logs has no block from {@code from} on
   */
  Optional<Part> part(Dao dao, long from, long again, BlockRef head);

  /**
   * What the chain says of a proposal that a log showed.
   *
   * @param content the proposal with proposer, times and the block's time as the chain has them,
   *     where it tells them; else as it was shown
   * @param refuted why the log cannot be true, in plain English; empty where nothing speaks against
   *     it
   */
  record Checked(ProposalContent content, Optional<String> refuted) {}

  /**
   * Holds what logs showed against the governor's own record and the chain's blocks: an id proves
   * calls and text, and neither the times of voting nor proposer and block. Where endpoints
   * contradict each other about a proposal, it is as shown.
   *
   * @return an answer for each, in order
   */
  List<Checked> check(Dao dao, List<ProposalContent> shown, BlockRef head);

  /**
   * What the endpoints of the DAO's chain were seen to contradict each other about within the last
   * minutes: ends of a sentence that names them by their numbers. Empty where there is one.
   */
  List<String> doubts(Dao dao);

  /**
   * Announcements that were passed over since this started, because nobody could read their calls:
   * ends of a sentence about the governor. An endpoint can make them up.
   */
  default List<String> unreadable(Dao dao) {
    return List.of();
  }

  /**
   * Ids of the newest proposals as the governor counts them itself, the newest first.
   *
   * @param most how many at most
   * @return empty where the governor keeps no count
   */
  Optional<List<BigInteger>> newestIds(Dao dao, int most);
}
