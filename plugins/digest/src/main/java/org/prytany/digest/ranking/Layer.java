package org.prytany.digest.ranking;

import java.nio.FloatBuffer;

/**
 * A weighted sum of all numbers of a row for each number that comes out. Plain arithmetic in a
 * fixed order, so that every machine gets the same bits.
 */
final class Layer {

  private final int in;
  private final int out;

  /** By what comes in, so that sums beside each other are made at once. */
  private final float[] weights;

  private final float[] bias;

  /** Reads {@code out} rows of {@code in} weights, then {@code out} numbers to be added. */
  Layer(FloatBuffer from, int in, int out) {
    this.in = in;
    this.out = out;
    this.weights = new float[in * out];
    this.bias = new float[out];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        weights[i * out + o] = from.get();
      }
    }
    from.get(bias);
  }

  /** The sums. */
  float[] of(float[] row) {
    float[] sums = bias.clone();
    for (int i = 0; i < in; i++) {
      float times = row[i];
      int at = i * out;
      for (int o = 0; o < out; o++) {
        sums[o] += weights[at + o] * times;
      }
    }
    return sums;
  }

  /** The sums, and 0 for each that is below. */
  float[] positive(float[] row) {
    float[] sums = of(row);
    for (int o = 0; o < out; o++) {
      sums[o] = Math.max(0, sums[o]);
    }
    return sums;
  }
}
