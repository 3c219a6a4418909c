package org.prytany.governance.governor;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;

/** Asks a governor. Throws PrytanyException (CHAIN_UNAVAILABLE, CHAIN_ANSWER_INVALID). */
public interface GovernorReader {

  /** State and tally at the current head: which block that is, is asked for each time. */
  ChainView view(Dao dao, ProposalContent proposal);

  /**
   * As {@link #view}, for what is shown and planned: the block may be one that was the newest a
   * moment ago. What is done on it has to ask for a view of its own.
   */
  default ChainView glance(Dao dao, ProposalContent proposal) {
    return view(dao, proposal);
  }

  /**
   * As {@link #view}, at a block that was the chain's.
   *
   * @return empty if that block is not in the chain any more
   */
  Optional<ChainView> viewAt(Dao dao, ProposalContent proposal, BlockRef at);

  /** What kind of governor the DAO has. */
  default Family family(Dao dao) {
    return Family.OPENZEPPELIN;
  }

  /**
   * Why a proposal is not queued or executed here, whoever approves it: it would be executed from
   * another account than the DAO's treasury, so that what it moves is not what is counted. Plain
   * English; empty where nothing is against it.
   *
   * @param at the block of a {@link #view}
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE also if that block is
   *     not in the chain any more, or the governor does not tell who executes it
   */
  default Optional<String> executedElsewhere(Dao dao, ProposalContent proposal, BlockRef at) {
    return Optional.empty();
  }

  /**
   * What is remembered of the governor's kind counts no more: a proxy may have other code by now.
   */
  default void forget(Dao dao) {}

  /** What one may vote, and the number that the contract wants for it, from its COUNTING_MODE. */
  Map<Support, Integer> supports(Dao dao);

  /** Whether it counts a vote that goes in several directions, each with its part. */
  default boolean inParts(Dao dao) {
    return false;
  }

  /** Votes of an account at the proposal's snapshot, base units of the votes token. */
  BigInteger votingPower(Dao dao, Address account, long timepoint);

  /** The vote that the chain has of an account; empty if it has not voted. */
  Optional<CastVote> voteOf(Dao dao, ProposalContent proposal, Address account);

  /** Balance of an account in base units of a token; wei when the contract is empty. */
  BigInteger balance(Dao dao, Optional<Address> token, Address account);

  /**
   * What happened to a proposal on the chain, oldest first, through the governor or straight on its
   * timelock: how acts by strangers are found.
   */
  List<LifecycleEvent> lifecycle(Dao dao, ProposalContent proposal);

  /**
   * What an account voted on the chain, in one vote or in parts.
   *
   * @param parts base units of the votes token that went in each direction; empty where it has a
   *     part with a number that the contract's counting mode does not explain
   * @param what plain English, e.g. "voted FOR with weight 400"
   * @param weight base units of the votes token
   * @param transactionHash of the last part; "" where no log tells
   */
  record CastVote(
      Address account,
      Map<Support, BigInteger> parts,
      String what,
      BigInteger weight,
      String transactionHash,
      long block) {

    public CastVote {
      parts = Map.copyOf(parts);
    }

    /** A plain vote. */
    public CastVote(
        Address account, Support support, BigInteger weight, String transactionHash, long block) {
      this(
          account,
          Map.of(support, weight),
          "voted " + support + " with weight " + weight,
          weight,
          transactionHash,
          block);
    }

    /** Its direction; empty where it has several, or one that is not known here. */
    public Optional<Support> support() {
      return Optional.of(parts.keySet())
          .filter(all -> all.size() == 1)
          .map(all -> all.iterator().next());
    }

    /** Whether all of it went into one direction. */
    public boolean is(Support direction) {
      return support().equals(Optional.of(direction));
    }

    /**
     * Whether all votes went where a decision says, to the last unit.
     *
     * @param votes what the account can vote with, base units of the votes token
     */
    public boolean is(Shares shares, BigInteger votes) {
      return weight.equals(votes)
          && shares.single().map(this::is).orElseGet(() -> parts.equals(shares.parts(votes)));
    }

    /**
     * What was voted, and how it is not what a decision says; as {@link #is(Shares, BigInteger)}.
     */
    public String what(Shares shares, BigInteger votes) {
      if (weight.compareTo(votes) < 0) {
        return what + ", which is only " + weight + " of its " + votes + " votes";
      }
      boolean sameWays = parts.keySet().equals(Set.copyOf(shares.directions()));
      return sameWays && !is(shares, votes) ? what + ", which is in other parts" : what;
    }
  }

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
