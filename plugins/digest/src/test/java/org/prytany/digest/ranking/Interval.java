package org.prytany.digest.ranking;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A mean over texts and how sure it is.
 *
 * @param mean the mean
 * @param half half the width of the middle 95 % of means over texts drawn again
 */
record Interval(double mean, double half) {

  private static final int RESAMPLES = 1_000;

  static Interval of(double[] values, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int i = 0; i < values.length; i++) {
        means[r] += values[random.nextInt(values.length)] / values.length;
      }
    }
    Arrays.sort(means);
    double half = (means[RESAMPLES * 39 / 40 - 1] - means[RESAMPLES / 40 - 1]) / 2;
    return new Interval(Arrays.stream(values).average().orElse(0), half);
  }

  /** Both times a hundred, as ROUGE is written. */
  String percent() {
    return String.format("%.2f ± %.2f", 100 * mean, 100 * half);
  }

  /** The same with the sign of the mean. */
  String signedPercent() {
    return String.format("%+.2f ± %.2f", 100 * mean, 100 * half);
  }
}
