package org.prytany.governance.tally;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.Support;

/** Asks a governor. Throws PrytanyException (CHAIN_UNAVAILABLE, CHAIN_ANSWER_INVALID). */
public interface GovernorReader {

  /** State and tally at the current head. */
  ChainView view(Dao dao, ProposalContent proposal);

  /** What one may vote, and the number that the contract wants for it, from its COUNTING_MODE. */
  Map<Support, Integer> supports(Dao dao);

  /** Votes of an account at the proposal's snapshot, base units of the votes token. */
  BigInteger votingPower(Dao dao, Address account, long timepoint);

  /** The vote that the chain has of an account; empty if it has not voted. */
  Optional<CastVote> voteOf(Dao dao, ProposalContent proposal, Address account);

  /** Balance of an account in base units of a token; wei when the contract is empty. */
  BigInteger balance(Dao dao, Optional<Address> token, Address account);

  /**
   * ProposalQueued and ProposalExecuted events of a proposal, oldest first: how acts by strangers
   * are found.
   */
  List<LifecycleEvent> lifecycle(Dao dao, ProposalContent proposal);

  /**
   * A vote on the chain.
   *
   * @param weight base units of the votes token
   */
  record CastVote(
      Address account, Support support, BigInteger weight, String transactionHash, long block) {}

  /** A queueing or execution on the chain; {@code sender} is the transaction's. */
  record LifecycleEvent(Kind kind, Address sender, String transactionHash, long block) {

    /** Which event. */
    public enum Kind {
      QUEUED,
      EXECUTED,
      CANCELED
    }
  }
}
