package org.prytany.governance.proposal;

import java.util.List;
import org.prytany.governance.dao.Dao;

/**
 * Holds a proposal's id against its content. What the endpoint shows under an id is only a claim: a
 * vote names nothing but the id, so harmless text under the id of another proposal would get the
 * vote that was meant for the text.
 */
@FunctionalInterface
public interface ProposalIds {

  /**
   * Asks the chain only where the content alone does not settle it, and then only what the governor
   * itself recorded.
   *
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE when the endpoint had
   *     to be asked and does not answer
   */
  Answer check(Dao dao, ProposalContent content);

  /**
   * As {@link #check} for each, in order.
   *
   * @throws org.prytany.governance.failure.PrytanyException as {@link #check}
   */
  default List<Answer> checkAll(Dao dao, List<ProposalContent> contents) {
    return contents.stream().map(content -> check(dao, content)).toList();
  }

  /** Whether a content belongs to its id. */
  sealed interface Answer {

    /** It does. */
    record Belongs(By by) implements Answer {}

    /**
     * It does not: nothing may be voted, queued or executed on it.
     *
     * @param why plain English
     */
    record Differs(String why) implements Answer {}

    /**
     * Nothing tells, so that it must be treated like {@link Differs} until something does.
     *
     * @param why plain English
     */
    record Unknown(String why) implements Answer {}
  }

  /** What a content's belonging to its id rests on, the strongest first. */
  enum By {
    /**
     * The id is the hash of calls and text, as OpenZeppelin's governors make it. No endpoint can
     * forge that.
     */
    HASH,
    /** The governor's record of calls and text, as the endpoint tells it. */
    RECORD,
    /**
     * The governor's record of the calls, as the endpoint tells it, and the log of the transaction
     * that proposed it: Compound's governors keep no text, so that only the log binds it.
     */
    RECORD_OF_CALLS
  }
}
