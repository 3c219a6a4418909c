package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * Every way in which what a text asks for may explain payments, and the one that leaves least
 * unexplained.
 */
final class Explanations {

  /** Costs are compared in this order: unexplained, to be looked at, worth knowing, unlikely. */
  private static final long UNEXPLAINED = 1_000_000_000_000L;

  static final long AMBER = 100_000_000L;
  static final long NOTE = 10_000L;

  /** How a payment is explained. */
  enum Kind {
    /** The text asks for the amount. */
    EXACT,
    /** Lines of one list make it. */
    LIST,
    /** Amounts that stand side by side in prose make it: one of them may be another matter. */
    RUN,
    /** Several payees share what the text asks for. */
    SHARE,
    /** Dollars at the text's own price make it. */
    PRICE
  }

  /**
   * One payment and what explains it.
   *
   * @param claims that explain it, in the order of the text
   */
  record Explained(Payee payee, Kind kind, List<Integer> claims) {}

  /**
   * @param left payments that nothing explains
   * @param uses how often each ask serves
   * @param exact whether the search came to its end
   */
  record Result(List<Explained> explained, List<Payee> left, int[] uses, boolean exact) {}

  private final Comparison comparison;
  private final Asks asks;
  private final PricedPayments priced;
  private final Alike alike;

  Explanations(Comparison comparison, Asks asks, PricedPayments priced, List<Payee> payees) {
    this.comparison = comparison;
    this.asks = asks;
    this.priced = priced;
    this.alike = new Alike(comparison, asks, payees);
  }

  /** "5,000 USDC each" serves all whom the text names, and nobody else more often than once. */
  private int[] capacities() {
    int[] capacities = asks.all().stream().mapToInt(Ask::times).toArray();
    for (int ask : asks.numbers(each -> each.each() && each.recipient().isEmpty())) {
      int named =
          alike.groups().stream()
              .filter(group -> alike.isNamed(group.getFirst()))
              .filter(group -> alike.asksOf(group.getFirst()).contains(ask))
              .filter(group -> group.getFirst().amount().compareTo(asks.get(ask).amount()) == 0)
              .mapToInt(List::size)
              .sum();
      capacities[ask] = Math.max(capacities[ask], named);
    }
    return capacities;
  }

  Result best() {
    List<Ways.Way> ways = new Ways(comparison, asks, priced, alike).all();
    List<Packing.Exclusion> exclusions =
        new ArrayList<>(new SaidTwice(comparison, asks).exclusions());
    exclusions.addAll(
        priced.exclusions(asks, alike.groups().stream().map(List::getFirst).toList()));
    Packing.Solution solution =
        new Packing(
                alike.groups().stream().mapToInt(List::size).toArray(),
                capacities(),
                ways.stream().map(Ways.Way::choice).toList(),
                exclusions,
                leftOver())
            .solve();
    return result(ways, solution);
  }

  /** Of two payments that compete for words, the larger one is explained. */
  private long[] leftOver() {
    List<BigDecimal> amounts =
        alike.groups().stream()
            .map(group -> group.getFirst().amount())
            .distinct()
            .sorted()
            .toList();
    return alike.groups().stream()
        .mapToLong(
            group ->
                UNEXPLAINED
                    + 3 * NOTE * Collections.binarySearch(amounts, group.getFirst().amount()))
        .toArray();
  }

  private Result result(List<Ways.Way> ways, Packing.Solution solution) {
    int[] uses = new int[asks.all().size()];
    int[] given = new int[alike.groups().size()];
    List<Explained> explained = new ArrayList<>();
    for (int way = 0; way < ways.size(); way++) {
      for (int time = 0; time < solution.times()[way]; time++) {
        explain(ways.get(way), given, uses, explained);
      }
    }
    List<Payee> left = new ArrayList<>();
    for (int group = 0; group < alike.groups().size(); group++) {
      left.addAll(alike.groups().get(group).subList(given[group], alike.count(group)));
    }
    return new Result(
        List.copyOf(explained), Collections.unmodifiableList(left), uses, solution.exact());
  }

  private void explain(Ways.Way way, int[] given, int[] uses, List<Explained> explained) {
    List<Integer> claims = new ArrayList<>(way.claims());
    if (way.kind() == Kind.EXACT) {
      int ask = asks.of(claims.getFirst());
      claims.set(0, asks.get(ask).claim(uses[ask]));
    }
    new TreeMap<>(way.choice().covers())
        .forEach(
            (group, count) -> {
              for (int i = 0; i < count; i++) {
                Payee payee = alike.groups().get(group).get(given[group]++);
                explained.add(new Explained(payee, way.kind(), List.copyOf(claims)));
              }
            });
    way.choice().uses().forEach((ask, times) -> uses[ask] += times);
  }
}
