package org.prytany.spi;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What stands around a proposal while it is voted on. What is not known is empty, never 0.
 *
 * @param tally what was voted so far
 * @param quorum votes that it needs at its snapshot, in base units of the votes token
 * @param leaving what leaves the DAO's accounts of each asset, and what they hold; empty if the
 *     holding of one of them is not known
 * @param voting whose vote it is, how long it is open, and how those voted who are followed
 * @param inParts whether the governor counts a vote that goes in several directions
 * @param history what became of earlier proposals of who proposed this one, where the strategy
 *     {@linkplain VoteStrategy#asksForHistory asks for it}
 */
public record Circumstances(
    Optional<Tally> tally,
    Optional<BigInteger> quorum,
    Optional<List<Leaving>> leaving,
    Optional<Voting> voting,
    Optional<Boolean> inParts,
    Optional<History> history) {

  /** Where nothing was asked about earlier proposals. */
  public Circumstances(
      Optional<Tally> tally,
      Optional<BigInteger> quorum,
      Optional<List<Leaving>> leaving,
      Optional<Voting> voting,
      Optional<Boolean> inParts) {
    this(tally, quorum, leaving, voting, inParts, Optional.empty());
  }

  /** Where nothing was asked about votes in parts. */
  public Circumstances(
      Optional<Tally> tally,
      Optional<BigInteger> quorum,
      Optional<List<Leaving>> leaving,
      Optional<Voting> voting) {
    this(tally, quorum, leaving, voting, Optional.empty());
  }

  /** Where nothing was asked about the vote itself. */
  public Circumstances(
      Optional<Tally> tally, Optional<BigInteger> quorum, Optional<List<Leaving>> leaving) {
    this(tally, quorum, leaving, Optional.empty());
  }

  /** Where nothing of it was asked. */
  public static final Circumstances NOT_ASKED =
      new Circumstances(Optional.empty(), Optional.empty(), Optional.empty());

  public Circumstances {
    leaving = leaving.map(List::copyOf);
  }

  /**
   * Whether the votes so far reach the quorum; empty where it depends on which of them the governor
   * counts, or is not known.
   */
  public Optional<Boolean> quorumReached() {
    if (tally.isEmpty() || quorum.isEmpty()) {
      return Optional.empty();
    }
    // Votes for count everywhere; those against and abstentions in some governors only.
    if (tally.get().forVotes().compareTo(quorum.get()) >= 0) {
      return Optional.of(true);
    }
    return tally.get().all().compareTo(quorum.get()) < 0 ? Optional.of(false) : Optional.empty();
  }

  /** Votes so far, in base units of the votes token. */
  public record Tally(BigInteger forVotes, BigInteger againstVotes, BigInteger abstainVotes) {

    public static final Tally NONE = new Tally(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    BigInteger all() {
      return forVotes.add(againstVotes).add(abstainVotes);
    }
  }

  /**
   * What became of what an account proposed to the governor before this proposal: read from the
   * chain as a whole, at the block of the situation.
   *
   * @param proposed how many there are
   * @param executed those that were executed
   * @param defeated those that were voted down, or missed the quorum
   * @param canceled those that were canceled
   */
  public record History(int proposed, int executed, int defeated, int canceled) {}

  /**
   * What leaves the DAO's accounts of one asset, or may be taken of them.
   *
   * @param token empty for the native coin
   * @param amount base units
   * @param held what they have of it before, in base units
   */
  public record Leaving(Optional<Address> token, BigInteger amount, BigInteger held) {}
}
