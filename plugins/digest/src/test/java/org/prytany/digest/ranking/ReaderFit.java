package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.prytany.digest.ranking.ReaderModel.Need;

/**
 * Fits the model of what readers need: a logistic regression for each need over cues that are
 * brought to one scale, and trees beside it for what misleads.
 */
final class ReaderFit {

  private static final double PENALTY = 100;

  /** What a vector's numbers are multiplied by while fitting, which weakens their penalty. */
  private static final double VECTOR = 16;

  private static final double FLAT = 1e-6;

  private final double[][] rows;
  private final double[] mean;
  private final double[] scale;

  /**
   * @param rows {@link ReaderCues} of all sentences
   */
  ReaderFit(double[][] rows) {
    this.rows = rows;
    this.mean = new double[rows[0].length];
    this.scale = new double[rows[0].length];
    Arrays.fill(scale, VECTOR);
    for (int i = 0; i < ReaderCues.COUNT; i++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : rows) {
        sum += row[i];
        squares += row[i] * row[i];
      }
      mean[i] = sum / rows.length;
      double spread = Math.sqrt(Math.max(0, squares / rows.length - mean[i] * mean[i]));
      scale[i] = spread < FLAT ? 1 : 1 / spread;
    }
  }

  /**
   * The model's file.
   *
   * @param hits for each need, whether each sentence says it
   */
  String file(boolean[][] hits, long seed) {
    double[][] scaled = Arrays.stream(rows).map(this::scaled).toArray(double[][]::new);
    StringBuilder file = new StringBuilder();
    for (Need need : Need.values()) {
      double[] weights = Logistic.fit(scaled, hits[need.ordinal()], PENALTY);
      file.append(need.name());
      for (double weight : unscaled(weights)) {
        file.append(String.format(Locale.ROOT, " %.5f", weight));
      }
      file.append('\n');
    }
    return file + trees(hits[Need.MISLEADING.ordinal()], seed);
  }

  private double[] scaled(double[] row) {
    double[] scaled = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      scaled[i] = (row[i] - mean[i]) * scale[i];
    }
    return scaled;
  }

  /** Weights of rows as they are. */
  private double[] unscaled(double[] weights) {
    double[] own = weights.clone();
    for (int i = 0; i < scale.length; i++) {
      own[i + 1] *= scale[i];
      own[0] -= own[i + 1] * mean[i];
    }
    return own;
  }

  private String trees(boolean[] hits, long seed) {
    float[][] cues = new float[rows.length][ReaderCues.COUNT];
    double[] targets = new double[rows.length];
    double[] alike = new double[rows.length];
    double share = 0;
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < ReaderCues.COUNT; i++) {
        cues[r][i] = (float) rows[r][i];
      }
      targets[r] = hits[r] ? 1 : 0;
      alike[r] = 1;
      share += targets[r] / rows.length;
    }
    StringBuilder file = new StringBuilder();
    file.append(String.format(Locale.ROOT, "%s %.5f\n", ReaderTrees.HEAD, share));
    for (Boosting.Tree tree : Boosting.fit(cues, targets, alike, seed)) {
      List<String> numbers = new ArrayList<>();
      for (int node = 0; node < tree.feature.size(); node++) {
        numbers.add(
            String.format(
                Locale.ROOT,
                "%d %s %d %d %.5f",
                tree.feature.get(node),
                tree.feature.get(node) < 0 ? "0" : Float.toString(tree.threshold.get(node)),
                tree.left.get(node),
                tree.right.get(node),
                tree.feature.get(node) < 0 ? tree.value.get(node) : 0f));
      }
      file.append(ReaderTrees.TREE).append(' ').append(String.join(" ", numbers)).append('\n');
    }
    return file.toString();
  }
}
