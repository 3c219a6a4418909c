package org.prytany.governance.voters;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.prytany.governance.voters.VoteLog.Part;
import org.prytany.spi.Address;

/**
 * What an account voted on one proposal, all its logs together.
 *
 * @param parts by direction, none twice
 * @param weight of all parts
 * @param first its first log
 * @param cast how many votes it cast
 * @param taken what those who delegated to it voted otherwise, and is out of its weight; empty
 *     where nothing was taken
 * @param newest of the votes that it cast, at most {@link #MOST_NEWEST} in the chain's order; where
 *     it cast none, its newest log
 */
public record Voter(
    Address account,
    List<Part> parts,
    BigInteger weight,
    VoteLog first,
    int cast,
    Optional<BigInteger> taken,
    List<VoteLog> newest) {

  /** Of an account that voted in many parts the newest ones say enough. */
  public static final int MOST_NEWEST = 5;

  /** The heaviest first; of two alike whoever voted first. */
  static final Comparator<Voter> LARGEST_FIRST =
      Comparator.comparing(Voter::weight)
          .reversed()
          .thenComparing(voter -> voter.first().block())
          .thenComparing(voter -> voter.first().index());

  public Voter {
    parts = List.copyOf(parts);
    newest = List.copyOf(newest);
  }

  /** The same with other words for its newest logs. */
  Voter saying(UnaryOperator<VoteLog> whole) {
    return new Voter(
        account, parts, weight, first, cast, taken, newest.stream().map(whole).toList());
  }

  /** Adds up the logs of one account, which come in the chain's order, and keeps few of them. */
  static final class Sum {
    private final Map<String, BigInteger> sums = sums();
    private final Deque<VoteLog> newest = new ArrayDeque<>();
    private final VoteLog first;
    private VoteLog last;
    private BigInteger taken = BigInteger.ZERO;
    private int cast;

    Sum(VoteLog first) {
      this.first = first;
      this.last = first;
    }

    Address account() {
      return first.voter();
    }

    void add(VoteLog vote) {
      last = vote;
      vote.parts().forEach(part -> sums.merge(part.direction(), part.weight(), BigInteger::add));
      if (vote.takes()) {
        for (Part part : vote.parts()) {
          taken = taken.subtract(part.weight());
        }
        return;
      }
      cast++;
      newest.add(vote);
      if (newest.size() > MOST_NEWEST) {
        newest.removeFirst();
      }
    }

    Voter voter() {
      List<Part> parts = parts(sums);
      return new Voter(
          account(),
          parts,
          parts.stream().map(Part::weight).reduce(BigInteger.ZERO, BigInteger::add),
          first,
          cast,
          Optional.of(taken).filter(its -> its.signum() != 0),
          newest.isEmpty() ? List.of(last) : List.copyOf(newest));
    }
  }

  /** Those that governors explain first, then by their numbers. */
  static Map<String, BigInteger> sums() {
    return new TreeMap<>(Comparator.comparing(Voter::rank));
  }

  /** Of each direction one part. */
  static List<Part> parts(Map<String, BigInteger> sums) {
    return sums.entrySet().stream().map(sum -> new Part(sum.getKey(), sum.getValue())).toList();
  }

  private static BigInteger rank(String direction) {
    int known = VoteLog.DIRECTIONS.indexOf(direction);
    return known < 0 ? new BigInteger(direction).add(BigInteger.TEN) : BigInteger.valueOf(known);
  }
}
