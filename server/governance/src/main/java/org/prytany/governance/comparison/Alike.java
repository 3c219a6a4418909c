package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;

/**
 * Payees in groups of those that nothing tells apart. They stand for each other, so that neither
 * addresses nor the order of calls decide.
 */
final class Alike {

  /** What can be told of a payee without its address. */
  private record Likeness(
      Address asset,
      boolean takes,
      BigDecimal amount,
      String own,
      boolean named,
      String gets,
      String chain) {}

  private final Comparison comparison;
  private final Asks asks;
  private final List<List<Payee>> groups = new ArrayList<>();
  private final Map<Address, List<Integer>> asksOf = new HashMap<>();
  private final Map<Where, There> there = new HashMap<>();
  private final Map<List<Integer>, Integer> sets = new HashMap<>();

  /**
   * What somebody gets, and where.
   *
   * @param takenOver whether a contract that is called may take it on from here
   */
  private record Where(Address asset, String chain, boolean takenOver) {}

  /**
   * What may be meant by it.
   *
   * @param set the same number for the same nameless asks
   */
  private record There(List<Integer> asks, List<Integer> nameless, int set) {}

  Alike(Comparison comparison, Asks asks, List<Payee> payees) {
    this.comparison = comparison;
    this.asks = asks;
    for (Payee payee : payees) {
      asksOf.computeIfAbsent(asset(payee), asset -> asks.of(payee.token()));
    }
    group(payees);
  }

  List<List<Payee>> groups() {
    return groups;
  }

  /** Any of a group. */
  Payee one(int group) {
    return groups.get(group).getFirst();
  }

  int count(int group) {
    return groups.get(group).size();
  }

  static Address asset(Payee payee) {
    return payee.token().contract().orElse(Address.ZERO);
  }

  private void group(List<Payee> payees) {
    Map<Address, String> gets = new HashMap<>();
    payees.stream()
        .sorted(Comparator.comparing(Alike::asset).thenComparing(Payee::amount))
        .forEach(
            payee ->
                gets.merge(
                    payee.account(),
                    asset(payee) + " " + payee.amount() + " " + payee.takes() + "\n",
                    String::concat));
    Map<Likeness, List<Payee>> byLikeness = new HashMap<>();
    for (Payee payee : payees) {
      boolean hasOwn = !own(payee).isEmpty();
      Likeness likeness =
          new Likeness(
              asset(payee),
              payee.takes(),
              payee.amount().stripTrailingZeros(),
              hasOwn ? payee.account().hex() : "",
              isNamed(payee),
              gets.getOrDefault(payee.account(), ""),
              payee.chain(comparison));
      byLikeness.computeIfAbsent(likeness, l -> new ArrayList<>()).add(payee);
    }
    byLikeness.values().forEach(group -> group.sort(Comparator.comparing(Payee::account)));
    byLikeness.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
        .forEach(entry -> groups.add(entry.getValue()));
  }

  boolean isNamed(Payee payee) {
    return comparison.isNamed(payee.account());
  }

  List<Integer> asksOf(Payee payee) {
    return there(payee).asks();
  }

  /** A number for the nameless asks that a payee may mean: the same for the same ones. */
  int namelessSet(Payee payee) {
    return there(payee).set();
  }

  private There there(Payee payee) {
    Where where = new Where(asset(payee), payee.chain(comparison), asks.mayBeTakenOver(payee));
    There known = there.get(where);
    if (known == null) {
      List<Integer> all =
          asksOf.getOrDefault(where.asset(), List.of()).stream()
              .filter(ask -> asks.mayBe(ask, payee))
              .toList();
      List<Integer> nameless =
          all.stream().filter(ask -> asks.get(ask).recipient().isEmpty()).toList();
      int fresh = sets.size();
      known = new There(all, nameless, sets.computeIfAbsent(nameless, list -> fresh));
      there.put(where, known);
    }
    return known;
  }

  /** Asks that name the payee. */
  List<Integer> own(Payee payee) {
    return asksOf(payee).stream()
        .filter(ask -> asks.get(ask).recipient().equals(Optional.of(payee.account())))
        .toList();
  }

  List<Integer> nameless(Payee payee) {
    return there(payee).nameless();
  }
}
