package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Neighbours among some amounts, by what they add up to. */
final class Runs {

  private static final int LONGEST = 40;

  /** Of many runs with one sum, the first few in the order of the text are tried. */
  private static final int MOST_ALIKE = 4;

  private final Map<BigDecimal, List<List<Integer>>> bySum = new HashMap<>();

  /**
   * @param claims in the order of the text
   */
  Runs(Asks asks, List<Integer> claims) {
    for (int from = 0; from < claims.size(); from++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int to = from; to < Math.min(claims.size(), from + LONGEST); to++) {
        sum = sum.add(asks.said().payment(claims.get(to)).amount());
        if (to > from) {
          List<List<Integer>> alike =
              bySum.computeIfAbsent(sum.stripTrailingZeros(), s -> new ArrayList<>(1));
          if (alike.size() < MOST_ALIKE) {
            alike.add(claims.subList(from, to + 1));
          }
        }
      }
    }
  }

  List<List<Integer>> of(BigDecimal sum) {
    return bySum.getOrDefault(sum.stripTrailingZeros(), List.of());
  }
}
