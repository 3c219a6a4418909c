package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.spi.Address;

/**
 * Every way in which what a text asks for may explain payments, and the one that leaves least
 * unexplained. Payments that nothing tells apart stand for each other, so that neither addresses
 * nor the order of calls decide.
 */
final class Explanations {

  /** Costs are compared in this order: unexplained, to be looked at, worth knowing, unlikely. */
  private static final long UNEXPLAINED = 1_000_000_000_000L;

  private static final long AMBER = 100_000_000L;
  private static final long NOTE = 10_000L;

  /** So many payees may share a total in any grouping; more share it all together. */
  private static final int MOST_TO_GROUP = 10;

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

  /** What can be told of a payee without its address. */
  private record Likeness(
      Address asset, boolean takes, BigDecimal amount, String own, boolean named, String gets) {}

  private record Way(Kind kind, List<Integer> claims, Packing.Choice choice) {}

  private final Comparison comparison;
  private final Asks asks;
  private final PricedPayments priced;
  private final Receivers receivers;
  private final List<List<Payee>> alike = new ArrayList<>();
  private final List<Way> ways = new ArrayList<>();
  private final Map<Address, List<Integer>> asksOf = new HashMap<>();
  private final Map<Address, Map<Boolean, Runs>> runs = new HashMap<>();
  private final int[] capacities;

  Explanations(Comparison comparison, Asks asks, PricedPayments priced, List<Payee> payees) {
    this.comparison = comparison;
    this.asks = asks;
    this.priced = priced;
    this.receivers = new Receivers(comparison);
    for (Payee payee : payees) {
      asksOf.computeIfAbsent(asset(payee), asset -> asks.of(payee.token()));
    }
    group(payees);
    this.capacities = capacities();
  }

  private static Address asset(Payee payee) {
    return payee.token().contract().orElse(Address.ZERO);
  }

  private void group(List<Payee> payees) {
    Map<Address, String> gets = new HashMap<>();
    payees.stream()
        .sorted(Comparator.comparing(Explanations::asset).thenComparing(Payee::amount))
        .forEach(
            payee ->
                gets.merge(
                    payee.account(),
                    asset(payee) + " " + payee.amount() + " " + payee.takes() + "\n",
                    String::concat));
    Map<Likeness, List<Payee>> groups = new HashMap<>();
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
      groups.computeIfAbsent(likeness, l -> new ArrayList<>()).add(payee);
    }
    groups.values().forEach(group -> group.sort(Comparator.comparing(Payee::account)));
    groups.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
        .forEach(entry -> alike.add(entry.getValue()));
  }

  private boolean isNamed(Payee payee) {
    return comparison.reference(payee.account()) == Reference.NAMED;
  }

  private List<Integer> asksOf(Payee payee) {
    return asksOf.getOrDefault(asset(payee), List.of());
  }

  /** Asks that name the payee. */
  private List<Integer> own(Payee payee) {
    return asksOf(payee).stream()
        .filter(ask -> asks.get(ask).recipient().equals(Optional.of(payee.account())))
        .toList();
  }

  private List<Integer> nameless(Payee payee) {
    return asksOf(payee).stream().filter(ask -> asks.get(ask).recipient().isEmpty()).toList();
  }

  /** "5,000 USDC each" serves all whom the text names, and nobody else more often than once. */
  private int[] capacities() {
    int[] capacities = new int[asks.all().size()];
    for (int ask = 0; ask < capacities.length; ask++) {
      capacities[ask] = asks.get(ask).times();
    }
    for (int ask = 0; ask < capacities.length; ask++) {
      if (asks.get(ask).each() && asks.get(ask).recipient().isEmpty()) {
        int number = ask;
        int named =
            alike.stream()
                .filter(
                    group -> isNamed(group.getFirst()) && asksOf(group.getFirst()).contains(number))
                .filter(
                    group -> group.getFirst().amount().compareTo(asks.get(number).amount()) == 0)
                .mapToInt(List::size)
                .sum();
        capacities[ask] = Math.max(capacities[ask], named);
      }
    }
    return capacities;
  }

  Result best() {
    for (int group = 0; group < alike.size(); group++) {
      ways(group);
    }
    shares();
    List<Packing.Exclusion> exclusions =
        new ArrayList<>(new SaidTwice(comparison, asks).exclusions());
    exclusions.addAll(priced.exclusions(asks, alike.stream().map(List::getFirst).toList()));
    Packing.Solution solution =
        new Packing(
                alike.stream().mapToInt(List::size).toArray(),
                capacities,
                ways.stream().map(Way::choice).toList(),
                exclusions,
                leftOver())
            .solve();
    return result(solution);
  }

  /** Of two payments that compete for words, the larger one is explained. */
  private long[] leftOver() {
    List<BigDecimal> amounts =
        alike.stream().map(group -> group.getFirst().amount()).distinct().sorted().toList();
    return alike.stream()
        .mapToLong(
            group ->
                UNEXPLAINED
                    + 3 * NOTE * Collections.binarySearch(amounts, group.getFirst().amount()))
        .toArray();
  }

  private void add(int group, Kind kind, List<Integer> claims, Set<Integer> further, long cost) {
    Map<Integer, Integer> uses = new TreeMap<>();
    claims.forEach(claim -> uses.merge(asks.of(claim), 1, Integer::sum));
    further.forEach(ask -> uses.putIfAbsent(ask, 1));
    boolean possible =
        uses.entrySet().stream().allMatch(use -> use.getValue() <= capacities[use.getKey()]);
    if (possible) {
      // Whom the text names comes first: an amount that is said once is theirs.
      long unlikely = isNamed(alike.get(group).getFirst()) ? 0 : 5;
      ways.add(
          new Way(
              kind,
              List.copyOf(claims),
              new Packing.Choice(Map.of(group, 1), uses, cost + unlikely)));
    }
  }

  private void ways(int group) {
    Payee payee = alike.get(group).getFirst();
    List<Integer> own = own(payee);
    List<Integer> eligible = own.isEmpty() ? nameless(payee) : own;
    boolean exact = false;
    for (int ask : eligible) {
      if (asks.get(ask).amount().compareTo(payee.amount()) == 0) {
        add(group, Kind.EXACT, List.of(asks.get(ask).claim(0)), Set.of(), payee.takes() ? 0 : 1);
        exact = true;
      }
    }
    if (own.isEmpty()) {
      sums(group, payee, runs(payee, true), Kind.LIST);
      sums(group, payee, runs(payee, false), Kind.RUN);
      if (!exact) {
        priced
            .claimsFor(payee, asks)
            .forEach(claim -> add(group, Kind.PRICE, List.of(claim), Set.of(), AMBER));
      }
    } else if (!exact) {
      List<Integer> both = new ArrayList<>(own);
      both.addAll(nameless(payee));
      for (boolean listed : new boolean[] {true, false}) {
        Runs near = new Runs(asks, around(sequence(both, listed), own));
        sums(group, payee, near, listed ? Kind.LIST : Kind.RUN);
      }
    }
  }

  /** The sums of an asset's nameless asks, made once. */
  private Runs runs(Payee payee, boolean listed) {
    return runs.computeIfAbsent(asset(payee), asset -> new HashMap<>())
        .computeIfAbsent(listed, l -> new Runs(asks, sequence(nameless(payee), l)));
  }

  /** Claims in the order of the text: each line of a list, or each ask once. */
  private List<Integer> sequence(List<Integer> of, boolean listed) {
    List<Integer> claims = new ArrayList<>();
    of.forEach(ask -> claims.addAll(asks.get(ask).claims()));
    claims.sort(Comparator.comparingInt(claim -> asks.payment(claim).span().start()));
    if (listed) {
      List<Integer> lines = new ArrayList<>();
      asks.blocks(claims).forEach(lines::addAll);
      return lines;
    }
    Set<Integer> seen = new LinkedHashSet<>();
    return claims.stream().filter(claim -> seen.add(asks.of(claim))).toList();
  }

  /** Of a sequence, the neighbourhood of what names the payee. */
  private List<Integer> around(List<Integer> claims, List<Integer> own) {
    Set<Integer> wanted = new LinkedHashSet<>();
    for (int i = 0; i < claims.size(); i++) {
      if (own.contains(asks.of(claims.get(i)))) {
        for (int j = Math.max(0, i - 8); j < Math.min(claims.size(), i + 9); j++) {
          wanted.add(claims.get(j));
        }
      }
    }
    return List.copyOf(wanted);
  }

  private void sums(int group, Payee payee, Runs of, Kind kind) {
    List<Integer> own = own(payee);
    for (List<Integer> run : of.of(payee.amount())) {
      boolean oneList =
          run.stream().map(asks::block).distinct().count() == 1 && asks.block(run.getFirst()) >= 0;
      boolean fits = kind == Kind.RUN || oneList;
      boolean named = own.isEmpty() || run.stream().anyMatch(claim -> own.contains(asks.of(claim)));
      if (fits && named) {
        // The amount that they make is spent with them.
        Set<Integer> whole =
            asksOf(payee).stream()
                .filter(ask -> asks.get(ask).amount().compareTo(payee.amount()) == 0)
                .filter(ask -> !isAnothers(ask, run))
                .collect(Collectors.toSet());
        add(group, kind, run, whole, kind == Kind.LIST ? NOTE : AMBER);
      }
    }
  }

  /** Whether the text says by name that another gets the amount than gets what the list has. */
  private boolean isAnothers(int ask, List<Integer> run) {
    List<Integer> lines = run.stream().map(asks::line).toList();
    return asks.get(ask).claims().stream()
        .allMatch(claim -> receivers.differ(asks.payment(claim).span().start(), lines));
  }

  /** Totals that several payees share, of whom the text names no amount of their own. */
  private void shares() {
    Map<String, List<Integer>> groups = new TreeMap<>();
    for (int group = 0; group < alike.size(); group++) {
      Payee payee = alike.get(group).getFirst();
      if (own(payee).isEmpty()) {
        groups
            .computeIfAbsent(asset(payee) + " " + payee.takes(), k -> new ArrayList<>())
            .add(group);
      }
    }
    groups.values().forEach(this::shares);
  }

  private void shares(List<Integer> groups) {
    Map<BigDecimal, Integer> totals = new HashMap<>();
    for (int ask : nameless(alike.get(groups.getFirst()).getFirst())) {
      totals.putIfAbsent(asks.get(ask).amount(), ask);
    }
    int all = groups.stream().mapToInt(group -> alike.get(group).size()).sum();
    if (all <= MOST_TO_GROUP) {
      grouping(groups, 0, new TreeMap<>(), BigDecimal.ZERO, totals);
      return;
    }
    share(counts(groups), totals);
    share(counts(groups.stream().filter(group -> !isExact(group)).toList()), totals);
  }

  private Map<Integer, Integer> counts(List<Integer> groups) {
    Map<Integer, Integer> counts = new TreeMap<>();
    groups.forEach(group -> counts.put(group, alike.get(group).size()));
    return counts;
  }

  private boolean isExact(int group) {
    Payee payee = alike.get(group).getFirst();
    return nameless(payee).stream()
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
    BigDecimal amount = alike.get(group).getFirst().amount();
    for (int count = 0; count <= alike.get(group).size(); count++) {
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
          sum.add(
              alike
                  .get(each.getKey())
                  .getFirst()
                  .amount()
                  .multiply(BigDecimal.valueOf(each.getValue())));
    }
    Integer ask = totals.get(sum.stripTrailingZeros());
    if (size > 1 && ask != null) {
      ways.add(
          new Way(
              Kind.SHARE,
              List.of(asks.get(ask).claim(0)),
              new Packing.Choice(counts, Map.of(ask, 1), 20L * size)));
    }
  }

  private Result result(Packing.Solution solution) {
    int[] uses = new int[asks.all().size()];
    int[] given = new int[alike.size()];
    List<Explained> explained = new ArrayList<>();
    for (int way = 0; way < ways.size(); way++) {
      for (int time = 0; time < solution.times()[way]; time++) {
        explain(ways.get(way), given, uses, explained);
      }
    }
    List<Payee> left = new ArrayList<>();
    for (int group = 0; group < alike.size(); group++) {
      left.addAll(alike.get(group).subList(given[group], alike.get(group).size()));
    }
    return new Result(
        List.copyOf(explained), Collections.unmodifiableList(left), uses, solution.exact());
  }

  private void explain(Way way, int[] given, int[] uses, List<Explained> explained) {
    List<Integer> claims = new ArrayList<>(way.claims());
    if (way.kind() == Kind.EXACT) {
      int ask = asks.of(claims.getFirst());
      claims.set(0, asks.get(ask).claim(uses[ask]));
    }
    new TreeMap<>(way.choice().covers())
        .forEach(
            (group, count) -> {
              for (int i = 0; i < count; i++) {
                Payee payee = alike.get(group).get(given[group]++);
                explained.add(new Explained(payee, way.kind(), List.copyOf(claims)));
              }
            });
    way.choice().uses().forEach((ask, times) -> uses[ask] += times);
  }
}
