package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Totals of a text that several payees may share. */
final class SharedTotals {

  /** So many payees may share a total in any grouping; more share it all together. */
  private static final int MOST_TO_GROUP = 10;

  private final Asks asks;
  private final Alike alike;
  private final List<Ways.Way> ways = new ArrayList<>();

  SharedTotals(Asks asks, Alike alike) {
    this.asks = asks;
    this.alike = alike;
  }

  /** Totals that several payees share, of whom the text names no amount of their own. */
  List<Ways.Way> ways() {
    Map<String, List<Integer>> groups = new TreeMap<>();
    for (int group = 0; group < alike.groups().size(); group++) {
      Payee payee = alike.one(group);
      if (alike.own(payee).isEmpty()) {
        groups
            .computeIfAbsent(
                Alike.asset(payee) + " " + payee.takes() + " " + alike.namelessSet(payee),
                k -> new ArrayList<>())
            .add(group);
      }
    }
    groups.values().forEach(this::shares);
    return ways;
  }

  private void shares(List<Integer> groups) {
    Map<BigDecimal, Integer> totals = new HashMap<>();
    for (int ask : alike.nameless(alike.one(groups.getFirst()))) {
      totals.putIfAbsent(asks.get(ask).amount(), ask);
    }
    int all = groups.stream().mapToInt(group -> alike.count(group)).sum();
    if (all <= MOST_TO_GROUP) {
      grouping(groups, 0, new TreeMap<>(), BigDecimal.ZERO, totals);
      return;
    }
    share(counts(groups), totals);
    share(counts(groups.stream().filter(group -> !isExact(group)).toList()), totals);
  }

  private Map<Integer, Integer> counts(List<Integer> groups) {
    Map<Integer, Integer> counts = new TreeMap<>();
    groups.forEach(group -> counts.put(group, alike.count(group)));
    return counts;
  }

  private boolean isExact(int group) {
    Payee payee = alike.one(group);
    return alike.nameless(payee).stream()
        .anyMatch(ask -> asks.get(ask).amount().compareTo(payee.amount()) == 0);
  }

  private void grouping(
      List<Integer> groups,
      int next,
      Map<Integer, Integer> counts,
      BigDecimal sum,
      Map<BigDecimal, Integer> totals) {
    if (next == groups.size()) {
      share(counts, totals);
      return;
    }
    int group = groups.get(next);
    BigDecimal amount = alike.one(group).amount();
    for (int count = 0; count <= alike.count(group); count++) {
      if (count > 0) {
        counts.put(group, count);
      }
      grouping(
          groups, next + 1, counts, sum.add(amount.multiply(BigDecimal.valueOf(count))), totals);
      counts.remove(group);
    }
  }

  private void share(Map<Integer, Integer> counts, Map<BigDecimal, Integer> totals) {
    BigDecimal sum = BigDecimal.ZERO;
    int size = 0;
    for (Map.Entry<Integer, Integer> each : counts.entrySet()) {
      size += each.getValue();
      sum =
          sum.add(alike.one(each.getKey()).amount().multiply(BigDecimal.valueOf(each.getValue())));
    }
    Integer ask = totals.get(sum.stripTrailingZeros());
    if (size > 1 && ask != null) {
      ways.add(
          new Ways.Way(
              Explanations.Kind.SHARE,
              List.of(asks.get(ask).claim(0)),
              new Packing.Choice(counts, Map.of(ask, 1), 20L * size)));
    }
  }
}
