package org.prytany.digest.ranking;

/**
 * How much each feature counts.
 *
 * @param perFeature in the order of {@link Features#NAMES}
 * @param repetition what nearness to a sentence already taken costs
 * @param wordLimit words that a summary of more than two sentences must not pass
 */
record Weights(double[] perFeature, double repetition, int wordLimit) {

  /** Set by hand on public proposals: no learning, few digits. */
  static final Weights CHOSEN =
      new Weights(
          new double[] {
            1.0,
            0.95,
            -0.15,
            0.1,
            0.2,
            0.3,
            0.05,
            -0.25,
            -0.15,
            0.0,
            -0.05,
            -0.3,
            0.15,
            0.03,
            -0.05,
            -0.2,
            0.0,
            0.05,
            0.1,
            0.0,
            -0.15,
            -0.3,
            0.0,
            0.15,
            // What the authors themselves call their summary. Texts that digests are scored on have
            // none.
            0.8
          },
          0.4,
          65);

  double value(double[] features) {
    double sum = 0;
    for (int i = 0; i < perFeature.length; i++) {
      sum += perFeature[i] * features[i];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "Weights of " + perFeature.length + " features";
  }
}
