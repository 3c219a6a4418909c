package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A proposal to learn from.
 *
 * @param source where it was published
 * @param tier kind of source
 * @param group what it is related to; its own id for none
 * @param scored its sentences
 * @param rows their features
 * @param reference words of the summary its authors wrote
 */
record Example(
    String id,
    String source,
    String tier,
    String group,
    SentenceRanker.Scored scored,
    List<float[]> rows,
    List<String> reference) {

  /** Shorter sentences are not taken for denser than they are. */
  private static final int LEAST_TOKENS = 12;

  /**
   * What is to be predicted of each sentence: its likeness to the authors' summary, the density of
   * what it has in common with it, and whether the best extract holds it.
   */
  List<double[]> targets() {
    List<List<String>> tokens = tokens();
    Set<Integer> all = new LinkedHashSet<>(IntStream.range(0, tokens.size()).boxed().toList());
    Set<Integer> best = Set.copyOf(best(SentenceRanker.SUMMARY_WORDS, all));
    List<double[]> targets = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      int[] hits = Rouge.hits(tokens.get(i), reference);
      double density =
          (double) (hits[0] + hits[1] + hits[2]) / Math.max(LEAST_TOKENS, tokens.get(i).size());
      targets.add(new double[] {sum(tokens.get(i)) / 3, density, best.contains(i) ? 1.0 : 0.0});
    }
    return targets;
  }

  private List<List<String>> tokens() {
    return scored.candidates().stream().map(c -> Wording.tokens(c.shown())).toList();
  }

  /**
   * Greedily the sentences that are together most like the summary.
   *
   * @param limit words that they have at most
   * @param among sentences to choose from
   */
  List<Integer> best(int limit, Set<Integer> among) {
    List<List<String>> tokens = tokens();
    List<Integer> chosen = new ArrayList<>();
    double bestSum = 0;
    int words = 0;
    while (chosen.size() < SentenceRanker.MAX_SENTENCES) {
      int best = -1;
      for (int i : among) {
        int longer = words + scored.candidates().get(i).words();
        if (chosen.contains(i) || longer > limit) {
          continue;
        }
        double sum = with(tokens, chosen, i);
        if (sum > bestSum) {
          bestSum = sum;
          best = i;
        }
      }
      if (best < 0) {
        break;
      }
      chosen.add(best);
      words += scored.candidates().get(best).words();
    }
    return chosen;
  }

  private double with(List<List<String>> tokens, List<Integer> chosen, int added) {
    List<Integer> all = new ArrayList<>(chosen);
    all.add(added);
    Collections.sort(all);
    List<String> text = new ArrayList<>();
    all.forEach(i -> text.addAll(tokens.get(i)));
    return sum(text);
  }

  private double sum(List<String> text) {
    double[] f = Rouge.of(text, reference);
    return f[0] + f[1] + f[2];
  }

  /** The summary that these values choose. */
  String summary(double[] values) {
    return summary(values, SentenceRanker.SUMMARY_WORDS);
  }

  /** The same with another limit of words. */
  String summary(double[] values, int limit) {
    return shown(SentenceRanker.pick(scored, values, SentenceRanker.LEARNED_REPETITION, limit));
  }

  /** Sentences in reading order, as one text. */
  String shown(List<Integer> picked) {
    return picked.stream()
        .sorted()
        .map(i -> scored.candidates().get(i).shown())
        .collect(Collectors.joining(" "));
  }
}
