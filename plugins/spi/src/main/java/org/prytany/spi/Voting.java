package org.prytany.spi;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The vote on a proposal: whose it is, how long it is open, and how those voted whom the strategy
 * follows.
 *
 * @param dao the DAO's name, as the operator gave it
 * @param opens when voting began, by the chain's clock; empty where the governor counts blocks
 * @param closes when voting ends by the chain's clock; reckoned where the governor counts blocks
 * @param followed votes up to the situation's block of the accounts that were asked for, in that
 *     order; who has not voted is not in it
 * @param asked the accounts of which it is known whether they have voted: those that {@link
 *     VoteStrategy#followed} named, as far as the chain could be asked. Of others nothing follows
 *     from there being no vote
 */
public record Voting(
    String dao,
    Optional<Instant> opens,
    Instant closes,
    List<CastVote> followed,
    List<Address> asked) {

  public Voting {
    asked = List.copyOf(asked);
    followed = List.copyOf(followed);
  }

  /** The vote of an account; empty if it has not voted, or was not asked for. */
  public Optional<CastVote> of(Address voter) {
    return followed.stream().filter(vote -> vote.voter().equals(voter)).findFirst();
  }

  /**
   * What an account voted.
   *
   * @param support its direction; empty where it voted in several at once, or in one that is not
   *     known here
   * @param weight base units of the votes token
   */
  public record CastVote(Address voter, Optional<Support> support, BigInteger weight) {}
}
