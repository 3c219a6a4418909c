package org.prytany.spi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much of an account's votes goes where, in hundredths of a percent; all of them together are
 * 10,000, so that nothing is left to vote with.
 *
 * @param inFavour for
 * @param against against
 * @param abstaining abstaining
 */
public record Shares(int inFavour, int against, int abstaining) {

  /** All votes of an account. */
  public static final int WHOLE = 10_000;

  /**
   * What rounding leaves goes to the first of these that has a share: so nothing is voted for that
   * was not meant to be.
   */
  private static final List<Support> REST = List.of(Support.ABSTAIN, Support.AGAINST, Support.FOR);

  /**
   * @throws IllegalArgumentException if one is below nought, or they do not make a whole
   */
  public Shares {
    long sum = (long) inFavour + against + abstaining;
    if (Math.min(inFavour, Math.min(against, abstaining)) < 0 || sum != WHOLE) {
      throw new IllegalArgumentException(
          "the shares of a vote have to be 0 or more, and 100 % together");
    }
  }

  /** All votes in one direction. */
  public static Shares all(Support support) {
    return switch (support) {
      case FOR -> new Shares(WHOLE, 0, 0);
      case AGAINST -> new Shares(0, WHOLE, 0);
      case ABSTAIN -> new Shares(0, 0, WHOLE);
    };
  }

  /** Hundredths of a percent. */
  public int of(Support support) {
    return switch (support) {
      case FOR -> inFavour;
      case AGAINST -> against;
      case ABSTAIN -> abstaining;
    };
  }

  /** The directions that have a share: for, against, abstain. */
  public List<Support> directions() {
    return Stream.of(Support.FOR, Support.AGAINST, Support.ABSTAIN)
        .filter(support -> of(support) > 0)
        .toList();
  }

  /** The direction that has all; empty where there are several. */
  public Optional<Support> single() {
    return Optional.of(directions()).filter(all -> all.size() == 1).map(List::getFirst);
  }

  /**
   * What each direction gets of so many votes, all of them together. Each share is rounded down;
   * what that leaves goes to abstaining if it has a share, else against.
   *
   * @param votes base units of the votes token
   * @return base units; nothing for a direction that gets none
   */
  public Map<Support, BigInteger> parts(BigInteger votes) {
    Map<Support, BigInteger> parts = new EnumMap<>(Support.class);
    BigInteger left = votes;
    for (Support support : directions()) {
      BigInteger part =
          votes.multiply(BigInteger.valueOf(of(support))).divide(BigInteger.valueOf(WHOLE));
      parts.put(support, part);
      left = left.subtract(part);
    }
    Support rest = REST.stream().filter(parts::containsKey).findFirst().orElseThrow();
    parts.merge(rest, left, BigInteger::add);
    parts.values().removeIf(part -> part.signum() == 0);
    return Map.copyOf(parts);
  }

  /**
   * Whether each direction gets what its share says of so many votes, to a ten-thousandth of them:
   * of few votes what rounding leaves may be most of them.
   *
   * @param votes base units of the votes token
   */
  public boolean canPart(BigInteger votes) {
    Map<Support, BigInteger> parts = parts(votes);
    return directions().stream()
        .map(
            support ->
                parts
                    .getOrDefault(support, BigInteger.ZERO)
                    .multiply(BigInteger.valueOf(WHOLE))
                    .subtract(votes.multiply(BigInteger.valueOf(of(support)))))
        .allMatch(off -> off.abs().compareTo(votes) <= 0);
  }

  /** Plain English: "FOR", or "60 % FOR and 40 % AGAINST". */
  public String words() {
    return single()
        .map(Support::name)
        .orElseGet(
            () ->
                directions().stream()
                    .map(support -> percent(of(support)) + " % " + support)
                    .collect(Collectors.joining(" and ")));
  }

  private static String percent(int hundredths) {
    return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
  }
}
