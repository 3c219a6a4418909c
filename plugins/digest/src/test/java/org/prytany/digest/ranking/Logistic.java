package org.prytany.digest.ranking;

/** Logistic regression with a penalty on the square of the weights, by Newton's method. */
final class Logistic {

  private static final int STEPS = 25;
  private static final double ENOUGH = 1e-8;

  private Logistic() {}

  /**
   * @param rows what is seen
   * @param hits whether it is so
   * @param penalty on half the sum of squares of all weights but the bias
   * @return the bias, then a weight for each number of a row
   */
  static double[] fit(double[][] rows, boolean[] hits, double penalty) {
    int width = rows[0].length + 1;
    double[] weights = new double[width];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[width];
      double[][] curvature = new double[width][width];
      for (int d = 0; d < width; d++) {
        double strength = d == 0 ? 1e-6 : penalty;
        gradient[d] = strength * weights[d];
        curvature[d][d] = strength;
      }
      for (int r = 0; r < rows.length; r++) {
        add(rows[r], hits[r], weights, gradient, curvature);
      }
      double[] change = solve(curvature, gradient);
      double largest = 0;
      for (int d = 0; d < width; d++) {
        weights[d] -= change[d];
        largest = Math.max(largest, Math.abs(change[d]));
      }
      if (largest < ENOUGH) {
        break;
      }
    }
    return weights;
  }

  private static void add(
      double[] row, boolean hit, double[] weights, double[] gradient, double[][] curvature) {
    double p = ReaderModel.probability(weights, row);
    double slope = p - (hit ? 1 : 0);
    double bend = Math.max(1e-9, p * (1 - p));
    for (int i = 0; i < weights.length; i++) {
      double x = i == 0 ? 1 : row[i - 1];
      if (x == 0) {
        continue;
      }
      gradient[i] += slope * x;
      double scaled = bend * x;
      curvature[i][0] += scaled;
      for (int j = 1; j <= i; j++) {
        curvature[i][j] += scaled * row[j - 1];
      }
    }
  }

  /** Cholesky's way; only the lower half of the matrix is read. */
  private static double[] solve(double[][] lower, double[] right) {
    int n = right.length;
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = lower[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }
}
