package org.prytany.inference.generation;

import java.nio.ByteBuffer;
import org.prytany.inference.generation.bound.Element;

/**
 * Rows of numbers, one for each token of the vocabulary: the larger, the likelier it comes next.
 * Numbers of 16 bits, as cards give them, become numbers of 32 where they are read.
 */
final class Logits {

  private static final int FLOAT_BITS_BESIDE_BFLOAT16 = 16;

  /** The number at a place. */
  private interface Numbers {
    float at(int place);
  }

  private final Numbers numbers;
  private final int vocabulary;

  private Logits(Numbers numbers, int vocabulary) {
    this.numbers = numbers;
    this.vocabulary = vocabulary;
  }

  static boolean readable(Element element) {
    return switch (element) {
      case FLOAT, FLOAT16, BFLOAT16 -> true;
      case INT64, OTHER -> false;
    };
  }

  /**
   * @param bytes in this machine's order
   */
  static Logits of(ByteBuffer bytes, Element element, int vocabulary) {
    return new Logits(
        switch (element) {
          case FLOAT -> bytes.asFloatBuffer()::get;
          case FLOAT16 -> {
            var halves = bytes.asShortBuffer();
            yield place -> Float.float16ToFloat(halves.get(place));
          }
          case BFLOAT16 -> {
            var halves = bytes.asShortBuffer();
            yield place -> Float.intBitsToFloat(halves.get(place) << FLOAT_BITS_BESIDE_BFLOAT16);
          }
          case INT64, OTHER -> throw new IllegalArgumentException("logits of " + element);
        },
        vocabulary);
  }

  float at(int row, int token) {
    return numbers.at(row * vocabulary + token);
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
