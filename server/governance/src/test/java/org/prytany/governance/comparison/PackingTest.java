package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.Packing.Choice;
import org.prytany.governance.comparison.Packing.Exclusion;

class PackingTest {

  private static final long LEFT = 1_000;

  /** A small problem with everything in it that there can be. */
  private record Problem(
      int[] counts, int[] capacities, List<Choice> choices, List<Exclusion> exclusions) {

    static Problem random(Random random) {
      int[] counts = random.ints(1 + random.nextInt(4), 1, 4).toArray();
      int[] capacities = random.ints(1 + random.nextInt(4), 1, 3).toArray();
      List<Choice> choices = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(5); i++) {
        Map<Integer, Integer> covers = some(random, counts.length);
        choices.add(new Choice(covers, some(random, capacities.length), random.nextInt(300)));
      }
      List<Exclusion> exclusions = new ArrayList<>();
      for (int i = 0; capacities.length > 1 && i < random.nextInt(3); i++) {
        int one = random.nextInt(capacities.length);
        exclusions.add(new Exclusion(one, (one + 1) % capacities.length));
      }
      return new Problem(counts, capacities, choices, exclusions);
    }

    private static Map<Integer, Integer> some(Random random, int of) {
      Map<Integer, Integer> some = new TreeMap<>();
      for (int i = 0; i < 1 + random.nextInt(2); i++) {
        some.put(random.nextInt(of), 1 + random.nextInt(2));
      }
      return some;
    }

    Packing.Solution solve() {
      long[] left = new long[counts.length];
      java.util.Arrays.fill(left, LEFT);
      return new Packing(counts, capacities, choices, exclusions, left).solve();
    }

    /** What a set of choices costs; -1 if it is not allowed. */
    long cost(int[] times) {
      int[] open = counts.clone();
      int[] free = capacities.clone();
      long cost = 0;
      for (int i = 0; i < times.length; i++) {
        int time = times[i];
        choices.get(i).covers().forEach((item, count) -> open[item] -= time * count);
        choices.get(i).uses().forEach((resource, count) -> free[resource] -= time * count);
        cost += time * choices.get(i).cost();
      }
      for (int left : open) {
        if (left < 0) {
          return -1;
        }
        cost += left * LEFT;
      }
      for (int left : free) {
        if (left < 0) {
          return -1;
        }
      }
      boolean both =
          exclusions.stream()
              .anyMatch(
                  each ->
                      free[each.one()] < capacities[each.one()]
                          && free[each.other()] < capacities[each.other()]);
      return both ? -1 : cost;
    }

    long cheapest(int[] times, int next) {
      if (next == times.length) {
        long cost = cost(times);
        return cost < 0 ? Long.MAX_VALUE : cost;
      }
      long cheapest = Long.MAX_VALUE;
      for (times[next] = 0; times[next] <= 3; times[next]++) {
        cheapest = Math.min(cheapest, cheapest(times, next + 1));
      }
      times[next] = 0;
      return cheapest;
    }
  }

  @Test
  void nothingIsCheaperThanWhatItChooses() {
    for (int seed = 0; seed < 3_000; seed++) {
      Problem problem = Problem.random(new Random(seed));
      Packing.Solution solution = problem.solve();

      assertThat(solution.exact()).isTrue();
      assertThat(problem.cost(solution.times()))
          .as("seed " + seed)
          .isEqualTo(problem.cheapest(new int[problem.choices().size()], 0));
    }
  }

  @Test
  void whatCannotBeSearchedToTheEndIsLeftOverWhole() {
    int items = 40;
    List<Choice> choices = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      choices.add(new Choice(Map.of(item, 1), Map.of(0, 1), 1));
      choices.add(new Choice(Map.of(item, 1, (item + 7) % items, 1), Map.of(0, 1, 1, 1), 3));
    }
    int[] counts = new int[items + 1];
    long[] left = new long[items + 1];
    java.util.Arrays.fill(counts, 1);
    java.util.Arrays.fill(left, LEFT);
    choices.add(new Choice(Map.of(items, 1), Map.of(2, 1), 1));

    Packing.Solution solution =
        new Packing(counts, new int[] {20, 10, 1}, choices, List.of(), left).solve();

    assertThat(solution.exact()).isFalse();
    for (int i = 0; i < 2 * items; i++) {
      assertThat(solution.times()[i]).isZero();
    }
    assertThat(solution.times()[2 * items]).as("another part is not touched").isEqualTo(1);
  }
}
