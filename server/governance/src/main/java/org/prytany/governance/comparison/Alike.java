package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.spi.Address;

/**
 * Payees in groups of those that nothing tells apart. They stand for each other, so that neither
 * addresses nor the order of calls decide.
 */
final class Alike {

  /** What can be told of a payee without its address. */
  private record Likeness(
      Address asset, boolean takes, BigDecimal amount, String own, boolean named, String gets) {}

  private final Comparison comparison;
  private final Asks asks;
  private final List<List<Payee>> groups = new ArrayList<>();
  private final Map<Address, List<Integer>> asksOf = new HashMap<>();

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
              gets.getOrDefault(payee.account(), ""));
      byLikeness.computeIfAbsent(likeness, l -> new ArrayList<>()).add(payee);
    }
    byLikeness.values().forEach(group -> group.sort(Comparator.comparing(Payee::account)));
    byLikeness.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
        .forEach(entry -> groups.add(entry.getValue()));
  }

  boolean isNamed(Payee payee) {
    return comparison.reference(payee.account()) == Reference.NAMED;
  }

  List<Integer> asksOf(Payee payee) {
    return asksOf.getOrDefault(asset(payee), List.of());
  }

  /** Asks that name the payee. */
  List<Integer> own(Payee payee) {
    return asksOf(payee).stream()
        .filter(ask -> asks.get(ask).recipient().equals(Optional.of(payee.account())))
        .toList();
  }

  List<Integer> nameless(Payee payee) {
    return asksOf(payee).stream().filter(ask -> asks.get(ask).recipient().isEmpty()).toList();
  }
}
