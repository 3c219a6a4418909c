package org.prytany.digest.ranking;

/** Logistic regression with a penalty on the square of the weights, by Newton's method. */
final class Logistic {

  private static final int STEPS = 25;
  private static final int ROUNDS = 400;
  private static final double ENOUGH = 1e-8;

  private Logistic() {}

  /**
   * @param rows what is seen
   * @param hits whether it is so
   * @param penalty on half the sum of squares of all weights but the bias
   * @return the bias, then a weight for each number of a row
   */
  static double[] fit(double[][] rows, boolean[] hits, double penalty) {
    double[] weights = new double[rows[0].length + 1];
    for (int step = 0; step < STEPS; step++) {
      double[] change = step(rows, hits, weights, penalty);
      double largest = 0;
      for (int d = 0; d < weights.length; d++) {
        weights[d] += change[d];
        largest = Math.max(largest, Math.abs(change[d]));
      }
      if (largest < ENOUGH) {
        break;
      }
    }
    return weights;
  }

  /** Newton's step, found by conjugate gradients: no matrix is made. */
  private static double[] step(double[][] rows, boolean[] hits, double[] weights, double penalty) {
    double[] bend = new double[rows.length];
    double[] downhill = new double[weights.length];
    for (int d = 0; d < weights.length; d++) {
      downhill[d] = -strength(d, penalty) * weights[d];
    }
    for (int r = 0; r < rows.length; r++) {
      double p = ReaderModel.probability(weights, rows[r]);
      bend[r] = Math.max(1e-9, p * (1 - p));
      add(downhill, rows[r], (hits[r] ? 1 : 0) - p);
    }
    double[] change = new double[weights.length];
    double[] left = downhill;
    double[] along = left.clone();
    double size = dot(left, left);
    double enough = 1e-20 + size * 1e-16;
    for (int round = 0; round < ROUNDS && size > enough; round++) {
      double[] curved = curved(rows, bend, along, penalty);
      double length = size / dot(along, curved);
      for (int d = 0; d < change.length; d++) {
        change[d] += length * along[d];
        left[d] -= length * curved[d];
      }
      double next = dot(left, left);
      for (int d = 0; d < change.length; d++) {
        along[d] = left[d] + next / size * along[d];
      }
      size = next;
    }
    return change;
  }

  private static double[] curved(double[][] rows, double[] bend, double[] along, double penalty) {
    double[] curved = new double[along.length];
    for (int d = 0; d < along.length; d++) {
      curved[d] = strength(d, penalty) * along[d];
    }
    for (int r = 0; r < rows.length; r++) {
      double sum = along[0];
      for (int i = 0; i < rows[r].length; i++) {
        sum += rows[r][i] * along[i + 1];
      }
      add(curved, rows[r], bend[r] * sum);
    }
    return curved;
  }

  private static double strength(int weight, double penalty) {
    return weight == 0 ? 1e-6 : penalty;
  }

  private static void add(double[] sum, double[] row, double times) {
    sum[0] += times;
    for (int i = 0; i < row.length; i++) {
      sum[i + 1] += times * row[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
