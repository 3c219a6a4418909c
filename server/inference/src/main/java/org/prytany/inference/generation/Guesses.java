package org.prytany.inference.generation;

import java.util.Arrays;

/**
 * Guesses what comes next: what followed the last tokens when they stood in this text before. A
 * summary repeats its source, so it is often right; the model judges each guess, so it costs time
 * when wrong and nothing else. (Prompt lookup decoding,
 * https://github.com/apoorvumang/prompt-lookup-decoding.)
 */
final class Guesses {

  static final Guesses NONE = new Guesses(0, 1, 1);

  private final int most;
  private final int longest;
  private final int shortest;

  /**
   * @param most tokens in one guess
   * @param longest tokens that have to be the same, tried first
   * @param shortest tried last
   */
  Guesses(int most, int longest, int shortest) {
    this.most = most;
    this.longest = longest;
    this.shortest = shortest;
  }

  int most() {
    return most;
  }

  /** At most {@code room} tokens; the latest place counts. */
  int[] after(int[] text, int length, int room) {
    int wanted = Math.min(most, room);
    if (wanted < 1) {
      return new int[0];
    }
    for (int size = Math.min(longest, length - 1); size >= shortest; size--) {
      for (int at = length - size - 1; at >= 0; at--) {
        if (Arrays.equals(text, at, at + size, text, length - size, length)) {
          int from = at + size;
          return Arrays.copyOfRange(text, from, Math.min(length, from + wanted));
        }
      }
    }
    return new int[0];
  }
}
