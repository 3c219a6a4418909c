package org.prytany.governance.voters;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.prytany.governance.voters.VoteLog.Part;
import org.prytany.spi.Address;

/**
 * What an account voted on one proposal, all its logs together.
 *
 * @param parts by direction, none twice
 * @param weight of all parts
 * @param votes its logs in the chain's order
 */
public record Voter(Address account, List<Part> parts, BigInteger weight, List<VoteLog> votes) {

  /** The heaviest first; of two alike whoever voted first. */
  static final Comparator<Voter> LARGEST_FIRST =
      Comparator.comparing(Voter::weight)
          .reversed()
          .thenComparing(voter -> voter.votes().getFirst().block())
          .thenComparing(voter -> voter.votes().getFirst().index());

  public Voter {
    parts = List.copyOf(parts);
    votes = List.copyOf(votes);
  }

  static Voter of(List<VoteLog> votes) {
    List<Part> all = added(votes.stream().flatMap(vote -> vote.parts().stream()).toList());
    BigInteger weight = all.stream().map(Part::weight).reduce(BigInteger.ZERO, BigInteger::add);
    return new Voter(votes.getFirst().voter(), all, weight, votes);
  }

  /** Of each direction one part: those that governors explain first, then by their numbers. */
  static List<Part> added(List<Part> parts) {
    Map<String, BigInteger> sums = new TreeMap<>(Comparator.comparing(Voter::rank));
    parts.forEach(part -> sums.merge(part.direction(), part.weight(), BigInteger::add));
    List<Part> added = new ArrayList<>();
    sums.forEach((direction, weight) -> added.add(new Part(direction, weight)));
    return added;
  }

  private static BigInteger rank(String direction) {
    int known = VoteLog.DIRECTIONS.indexOf(direction);
    return known < 0 ? new BigInteger(direction).add(BigInteger.TEN) : BigInteger.valueOf(known);
  }
}
