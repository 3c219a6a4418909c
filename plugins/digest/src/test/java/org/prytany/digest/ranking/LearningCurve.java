package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What more texts would bring, and where the choice loses against the best there is. Every model is
 * tried on texts of groups that it did not see, except where the table says otherwise.
 */
final class LearningCurve {

  private static final double[] SHARES = {0.0625, 0.125, 0.25, 0.5, 1};

  /** A small part is drawn this often, because which texts it happens to hold matters. */
  private static final int DRAWS = 3;

  private static final int NEAR_TOP = 10;

  /** Fits a model to some of the texts. */
  interface Fit {
    List<List<Boosting.Tree>> to(List<Integer> texts) throws Exception;
  }

  private final List<Example> examples;
  private final Folds folds;
  private final Fit fit;
  private final long seed;
  private final StringBuilder report = new StringBuilder();

  LearningCurve(List<Example> examples, Folds folds, Fit fit, long seed) {
    this.examples = examples;
    this.folds = folds;
    this.fit = fit;
    this.seed = seed;
  }

  /** The tables, in Markdown. */
  String measure() throws Exception {
    double[][] whole = new double[0][];
    List<double[][]> parts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    double[][] values = new double[examples.size()][];
    for (double share : SHARES) {
      int draws = share < 1 ? DRAWS : 1;
      double[][] scores = new double[examples.size()][3];
      double texts = 0;
      for (int draw = 0; draw < draws; draw++) {
        for (int fold = 0; fold < Folds.COUNT; fold++) {
          List<Integer> learnt = folds.learntFrom(fold, share, draw);
          texts += (double) learnt.size() / draws / Folds.COUNT;
          List<List<Boosting.Tree>> model = fit.to(learnt);
          for (int i : folds.heldOut(fold)) {
            values[i] = RankerTraining.values(model, examples.get(i));
            add(scores[i], examples.get(i).summary(values[i]), i, draws);
          }
        }
      }
      names.add(Math.round(texts) + " texts" + (draws > 1 ? ", mean of " + draws + " draws" : ""));
      parts.add(scores);
      whole = scores;
    }
    table("Learnt from", names, parts, whole);
    losses(values, whole);
    return report.toString();
  }

  /** The values are those of models that learnt from all texts of the other folds. */
  private void losses(double[][] values, double[][] whole) throws Exception {
    List<List<Boosting.Tree>> seen = fit.to(IntStream.range(0, examples.size()).boxed().toList());
    List<String> names = new ArrayList<>();
    List<double[][]> rows = new ArrayList<>();
    names.add("as it ships, but on texts of other groups than it learnt from");
    rows.add(whole);
    names.add("the same on texts it learnt from");
    rows.add(scores(i -> examples.get(i).summary(RankerTraining.values(seen, examples.get(i)))));
    for (int limit : new int[] {80, 100}) {
      names.add("at most " + limit + " words");
      rows.add(scores(i -> examples.get(i).summary(values[i], limit)));
    }
    names.add("best extract of the " + NEAR_TOP + " sentences that the model puts first");
    rows.add(scores(i -> best(i, 65, top(values[i]))));
    names.add("best extract of the text");
    rows.add(scores(i -> best(i, 65, all(i))));
    names.add("best extract of at most 100 words");
    rows.add(scores(i -> best(i, 100, all(i))));
    table("Summary", names, rows, whole);
    covered();
  }

  private String best(int text, int limit, Set<Integer> among) {
    Example example = examples.get(text);
    return example.shown(example.best(limit, among));
  }

  private Set<Integer> all(int text) {
    int size = examples.get(text).scored().candidates().size();
    return new TreeSet<>(IntStream.range(0, size).boxed().toList());
  }

  private static Set<Integer> top(double[] values) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
    order.sort((a, b) -> Double.compare(values[b], values[a]));
    return new TreeSet<>(order.subList(0, Math.min(NEAR_TOP, order.size())));
  }

  /** How much of the authors' words stands anywhere in the sentences to choose from. */
  private void covered() {
    for (String tier : tiers()) {
      double[] shares =
          of(tier)
              .mapToDouble(
                  i -> {
                    List<String> all = new ArrayList<>();
                    examples
                        .get(i)
                        .scored()
                        .candidates()
                        .forEach(c -> all.addAll(Wording.tokens(c.shown())));
                    List<String> reference = examples.get(i).reference();
                    return (double) Rouge.hits(all, reference)[0] / Math.max(1, reference.size());
                  })
              .toArray();
      report.append(
          String.format(
              "%nOf the words of the summaries (%s), %s %% stand in some sentence of the text.%n",
              tier, Interval.of(shares, seed).percent()));
    }
  }

  private interface Summary {
    String of(int text);
  }

  private double[][] scores(Summary summary) {
    double[][] scores = new double[examples.size()][3];
    for (int i = 0; i < scores.length; i++) {
      add(scores[i], summary.of(i), i, 1);
    }
    return scores;
  }

  private void add(double[] score, String summary, int text, int draws) {
    double[] one = Rouge.of(Wording.tokens(summary), examples.get(text).reference());
    for (int k = 0; k < score.length; k++) {
      score[k] += one[k] / draws;
    }
  }

  private void table(String what, List<String> names, List<double[][]> rows, double[][] whole) {
    for (String tier : tiers()) {
      report.append(String.format("%n%s (%d texts):%n%n", tier, of(tier).count()));
      report.append("| ").append(what).append(" | R-1 | R-2 | R-L | R-1 less the whole |\n");
      report.append("|---|--:|--:|--:|--:|\n");
      for (int row = 0; row < rows.size(); row++) {
        double[][] scores = rows.get(row);
        report.append("| ").append(names.get(row));
        for (int k = 0; k < 3; k++) {
          int kind = k;
          double[] own = of(tier).mapToDouble(i -> scores[i][kind]).toArray();
          report.append(" | ").append(Interval.of(own, seed).percent());
        }
        double[] less = of(tier).mapToDouble(i -> scores[i][0] - whole[i][0]).toArray();
        report.append(" | ");
        report.append(scores == whole ? "" : Interval.of(less, seed).signedPercent());
        report.append(" |\n");
      }
    }
  }

  private Set<String> tiers() {
    return new TreeSet<>(examples.stream().map(Example::tier).toList());
  }

  private IntStream of(String tier) {
    return IntStream.range(0, examples.size()).filter(i -> examples.get(i).tier().equals(tier));
  }
}
