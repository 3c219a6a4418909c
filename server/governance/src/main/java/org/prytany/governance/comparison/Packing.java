package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses explanations so that what is left over costs least. This is set packing with capacities:
 * each item (a payment) is explained once, each resource (something that a text asks for) serves no
 * more often than the text says, and of two resources that are one thing said in two ways only one
 * serves. Exact: no order of the input decides. Where exactness would take too long, everything
 * that hangs together there is left over.
 */
public final class Packing {

  /** Steps of the search, all parts together; no honest text that was seen needs a thousandth. */
  static final int MOST_STEPS = 200_000;

  private final int[] counts;
  private final int[] capacities;
  private final List<Choice> choices;
  private final long[] leftOver;
  private final List<List<Integer>> excluded = new ArrayList<>();
  private int steps = MOST_STEPS;

  /** What is open and free in the search under way; parts have nothing in common. */
  private final int[] open;

  private final int[] free;
  private final long[] atLeast;

  /**
   * One way to explain something.
   *
   * @param covers how many of which items it explains
   * @param uses how often it uses which resources
   * @param cost of explaining it so; less is better
   */
  public record Choice(Map<Integer, Integer> covers, Map<Integer, Integer> uses, long cost) {
    public Choice {
      covers = Map.copyOf(new TreeMap<>(covers));
      uses = Map.copyOf(new TreeMap<>(uses));
    }

    int first() {
      return covers.keySet().stream().mapToInt(i -> i).min().orElseThrow();
    }

    int size() {
      return covers.values().stream().mapToInt(i -> i).sum();
    }
  }

  /** Two resources of which only one may serve. */
  public record Exclusion(int one, int other) {}

  /**
   * @param times how often each choice is taken
   * @param exact whether every part of it was solved to its end
   */
  public record Solution(int[] times, boolean exact) {}

  /**
   * @param counts how many there are of each item
   * @param capacities how often each resource may be used
   * @param leftOver what one of each item costs that nothing explains
   */
  public Packing(
      int[] counts,
      int[] capacities,
      List<Choice> choices,
      List<Exclusion> exclusions,
      long[] leftOver) {
    this.counts = counts.clone();
    this.open = counts.clone();
    this.free = capacities.clone();
    this.atLeast = new long[counts.length];
    this.capacities = capacities.clone();
    this.choices = List.copyOf(choices);
    this.leftOver = leftOver.clone();
    for (int i = 0; i < capacities.length; i++) {
      excluded.add(new ArrayList<>());
    }
    for (Exclusion each : exclusions) {
      excluded.get(each.one()).add(each.other());
      excluded.get(each.other()).add(each.one());
    }
  }

  public Solution solve() {
    int[] times = new int[choices.size()];
    boolean exact = true;
    for (List<Integer> part : parts()) {
      Search search = new Search(part);
      search.run();
      exact &= search.finished;
      for (int i = 0; i < part.size() && search.finished; i++) {
        times[part.get(i)] = search.best[i];
      }
    }
    return new Solution(times, exact);
  }

  /** Choices that have an item or a resource in common, directly or through others. */
  private List<List<Integer>> parts() {
    int[] parent = new int[counts.length + capacities.length];
    Arrays.setAll(parent, i -> i);
    for (int r = 0; r < excluded.size(); r++) {
      for (int other : excluded.get(r)) {
        join(parent, counts.length + r, counts.length + other);
      }
    }
    for (Choice choice : choices.stream().filter(this::isPossible).toList()) {
      int item = choice.first();
      choice.covers().keySet().forEach(other -> join(parent, item, other));
      choice.uses().keySet().forEach(resource -> join(parent, item, counts.length + resource));
    }
    Map<Integer, List<Integer>> parts = new TreeMap<>();
    for (int i = 0; i < choices.size(); i++) {
      if (isPossible(choices.get(i))) {
        parts.computeIfAbsent(root(parent, choices.get(i).first()), p -> new ArrayList<>()).add(i);
      }
    }
    // What is quickly done comes first, so that one tangle does not use up the steps of all.
    return parts.values().stream().sorted(Comparator.comparingInt(List::size)).toList();
  }

  private boolean isPossible(Choice choice) {
    return choice.uses().entrySet().stream()
        .allMatch(
            use ->
                use.getValue() <= capacities[use.getKey()]
                    && excluded.get(use.getKey()).stream().noneMatch(choice.uses()::containsKey));
  }

  private static void join(int[] parent, int one, int other) {
    parent[root(parent, one)] = root(parent, other);
  }

  private static int root(int[] parent, int node) {
    int at = node;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Branch and bound over one part. */
  private final class Search {

    private final List<Integer> part;
    private final List<Integer> items;
    private final Map<Integer, List<Integer>> choicesOf = new TreeMap<>();
    private final int[] now;
    private int[] best;
    private long bestCost = Long.MAX_VALUE;
    private boolean finished = true;

    Search(List<Integer> part) {
      this.part = part;
      this.now = new int[part.size()];
      this.best = new int[part.size()];
      for (int i = 0; i < part.size(); i++) {
        for (int item : choices.get(part.get(i)).covers().keySet()) {
          choicesOf.computeIfAbsent(item, of -> new ArrayList<>()).add(i);
        }
      }
      // Where there is little to choose, the search does not branch.
      this.items =
          choicesOf.keySet().stream()
              .sorted(
                  Comparator.comparingInt((Integer item) -> of(item).size())
                      .thenComparingInt(item -> item))
              .toList();
      for (List<Integer> its : choicesOf.values()) {
        its.sort(
            Comparator.comparingLong((Integer i) -> share(i)).thenComparingInt(Integer::intValue));
      }
      for (int item : items) {
        atLeast[item] = Math.min(leftOver[item], share(of(item).getFirst()));
      }
    }

    private List<Integer> of(int item) {
      return choicesOf.getOrDefault(item, List.of());
    }

    private Choice choice(int i) {
      return choices.get(part.get(i));
    }

    /** What a choice costs for each thing that it explains, rounded down. */
    private long share(int i) {
      return choice(i).cost() / choice(i).size();
    }

    void run() {
      item(0, 0);
    }

    private void item(int at, long cost) {
      if (at == items.size()) {
        if (cost < bestCost) {
          bestCost = cost;
          best = now.clone();
        }
        return;
      }
      choice(at, 0, cost);
    }

    /** Takes the next choice of an item as often as possible, then less often. */
    private void choice(int at, int next, long cost) {
      if (--steps < 0) {
        finished = false;
        return;
      }
      if (cost + bound(at) >= bestCost) {
        return;
      }
      int item = items.get(at);
      List<Integer> its = of(item);
      int take = next;
      while (take < its.size() && most(its.get(take)) == 0) {
        take++;
      }
      if (take == its.size()) {
        int left = open[item];
        open[item] = 0;
        item(at + 1, cost + left * leftOver[item]);
        open[item] = left;
        return;
      }
      int chosen = its.get(take);
      int most = most(chosen);
      take(chosen, most);
      for (int times = most; times >= 0 && finished; times--) {
        choice(at, take + 1, cost + times * choice(chosen).cost());
        take(chosen, times > 0 ? -1 : 0);
      }
    }

    private long bound(int at) {
      long bound = 0;
      for (int i = at; i < items.size(); i++) {
        bound += open[items.get(i)] * atLeast[items.get(i)];
      }
      return bound;
    }

    private int most(int chosen) {
      int most = Integer.MAX_VALUE;
      for (Map.Entry<Integer, Integer> covered : choice(chosen).covers().entrySet()) {
        most = Math.min(most, open[covered.getKey()] / covered.getValue());
      }
      for (Map.Entry<Integer, Integer> used : choice(chosen).uses().entrySet()) {
        most = Math.min(most, free[used.getKey()] / used.getValue());
        for (int other : excluded.get(used.getKey())) {
          most = free[other] < capacities[other] ? 0 : most;
        }
      }
      return most;
    }

    /** Takes a choice so many times more; less often if negative. */
    private void take(int chosen, int times) {
      now[chosen] += times;
      choice(chosen).covers().forEach((item, count) -> open[item] -= times * count);
      choice(chosen).uses().forEach((resource, count) -> free[resource] -= times * count);
    }
  }
}
