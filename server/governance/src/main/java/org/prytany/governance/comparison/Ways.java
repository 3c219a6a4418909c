package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** In which ways what a text asks for may explain one payment. */
final class Ways {

  private final Comparison comparison;
  private final Asks asks;
  private final PricedPayments priced;
  private final Receivers receivers;
  private final Alike alike;
  private final List<Way> all = new ArrayList<>();
  private final Map<Integer, Map<Boolean, Runs>> runs = new HashMap<>();

  /**
   * @param claims in the order of the text
   */
  record Way(Explanations.Kind kind, List<Integer> claims, Packing.Choice choice) {}

  Ways(Comparison comparison, Asks asks, PricedPayments priced, Alike alike) {
    this.comparison = comparison;
    this.asks = asks;
    this.priced = priced;
    this.receivers = new Receivers(comparison);
    this.alike = alike;
    for (int group = 0; group < alike.groups().size(); group++) {
      ways(group);
    }
    if (!comparison.isForeign()) {
      all.addAll(new SharedTotals(asks, alike).ways());
    }
  }

  List<Way> all() {
    return all;
  }

  private void ways(int group) {
    Payee payee = alike.one(group);
    List<Integer> own = alike.own(payee);
    boolean unread = comparison.isForeign();
    List<Integer> eligible = own.isEmpty() && !unread ? alike.nameless(payee) : own;
    boolean exact = false;
    for (int ask : eligible) {
      if (asks.get(ask).amount().compareTo(payee.amount()) == 0 && !(unread && payee.takes())) {
        add(
            group,
            Explanations.Kind.EXACT,
            List.of(asks.get(ask).claim(0)),
            Set.of(),
            payee.takes() ? 0 : 1);
        exact = true;
      }
    }
    if (unread) {
      return;
    }
    if (own.isEmpty()) {
      sums(group, payee, runs(payee, true), Explanations.Kind.LIST);
      sums(group, payee, runs(payee, false), Explanations.Kind.RUN);
      if (!exact) {
        priced
            .claimsFor(payee, asks)
            .forEach(
                claim ->
                    add(
                        group,
                        Explanations.Kind.PRICE,
                        List.of(claim),
                        Set.of(),
                        Explanations.AMBER));
      }
    } else if (!exact) {
      List<Integer> both = new ArrayList<>(own);
      both.addAll(alike.nameless(payee));
      for (boolean listed : new boolean[] {true, false}) {
        Runs near = new Runs(asks, around(sequence(both, listed), own));
        sums(group, payee, near, listed ? Explanations.Kind.LIST : Explanations.Kind.RUN);
      }
    }
  }

  /** The sums of the nameless asks that a payee may mean, made once. */
  private Runs runs(Payee payee, boolean listed) {
    return runs.computeIfAbsent(alike.namelessSet(payee), nameless -> new HashMap<>())
        .computeIfAbsent(listed, l -> new Runs(asks, sequence(alike.nameless(payee), l)));
  }

  /** Claims in the order of the text: each line of a list, or each ask once. */
  private List<Integer> sequence(List<Integer> of, boolean listed) {
    List<Integer> claims = of.stream().flatMap(ask -> asks.get(ask).claims().stream()).toList();
    return listed
        ? asks.said().blocks(asks.said().inOrder(claims)).stream().flatMap(List::stream).toList()
        : asks.once(claims);
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

  private void sums(int group, Payee payee, Runs of, Explanations.Kind kind) {
    List<Integer> own = alike.own(payee);
    for (List<Integer> run : of.of(payee.amount())) {
      boolean oneList =
          run.stream().map(asks.said()::block).distinct().count() == 1
              && asks.said().block(run.getFirst()) >= 0;
      boolean fits = kind == Explanations.Kind.RUN || oneList;
      boolean named = own.isEmpty() || run.stream().anyMatch(claim -> own.contains(asks.of(claim)));
      if (fits && named) {
        // The amount that they make is spent with them.
        Set<Integer> whole =
            alike.asksOf(payee).stream()
                .filter(ask -> asks.get(ask).amount().compareTo(payee.amount()) == 0)
                .filter(ask -> !isAnothers(ask, run))
                .collect(Collectors.toSet());
        add(
            group,
            kind,
            run,
            whole,
            kind == Explanations.Kind.LIST ? Explanations.NOTE : Explanations.AMBER);
      }
    }
  }

  /** Whether the text says by name that another gets the amount than gets what the list has. */
  private boolean isAnothers(int ask, List<Integer> run) {
    List<Integer> lines = run.stream().map(asks.said()::line).toList();
    return asks.get(ask).claims().stream()
        .allMatch(claim -> receivers.differ(asks.said().payment(claim).span().start(), lines));
  }

  private void add(
      int group, Explanations.Kind kind, List<Integer> claims, Set<Integer> further, long cost) {
    Map<Integer, Integer> uses = new TreeMap<>();
    claims.forEach(claim -> uses.merge(asks.of(claim), 1, Integer::sum));
    further.forEach(ask -> uses.putIfAbsent(ask, 1));
    // Whom the text names comes first: an amount that is said once is theirs.
    long unlikely = alike.isNamed(alike.one(group)) ? 0 : 5;
    all.add(
        new Way(
            kind,
            List.copyOf(claims),
            new Packing.Choice(Map.of(group, 1), uses, cost + unlikely)));
  }
}
