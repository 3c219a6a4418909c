package org.prytany.inference.generation;

import java.nio.FloatBuffer;

/**
 * Rows of numbers, one for each token of the vocabulary: the larger, the likelier it comes next.
 */
final class Logits {

  private final FloatBuffer numbers;
  private final int vocabulary;

  Logits(FloatBuffer numbers, int vocabulary) {
    this.numbers = numbers;
    this.vocabulary = vocabulary;
  }

  float at(int row, int token) {
    return numbers.get(row * vocabulary + token);
  }

  /** The likeliest token after a row; the lower one of two that are equal. */
  int best(int row) {
    int best = 0;
    for (int token = 1; token < vocabulary; token++) {
      if (at(row, token) > at(row, best)) {
        best = token;
      }
    }
    return best;
  }

  int vocabulary() {
    return vocabulary;
  }
}
