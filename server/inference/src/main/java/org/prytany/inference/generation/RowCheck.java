package org.prytany.inference.generation;

import java.util.Arrays;

/**
 * Whether a row's numbers are the same whatever stands beside it, on this processor and with this
 * runtime's kernels: bit for bit, from two rows on. Guesses are judged side by side, so they are
 * used only where this holds; elsewhere answers come token by token.
 */
final class RowCheck {

  private static final int TEXT = 25;
  private static final int[] SIDE_BY_SIDE = {3, 4, 5, 6, 8, 12};

  private RowCheck() {}

  /**
   * @param model whose kernels are asked; takes some thirty runs of a few tokens
   * @param rows of the runs that the others are compared with
   */
  static boolean holds(LanguageModel model, int rows) {
    int[] text = new int[TEXT];
    for (int i = 0; i < TEXT; i++) {
      // Any tokens that differ: spread over the vocabulary.
      text[i] = (int) ((i + 1) * 7_919L % model.config().vocabulary());
    }
    try (KeyValueCache cache = model.cache(TEXT)) {
      int[] expected = lastRow(model, cache, text, rows);
      return Arrays.stream(SIDE_BY_SIDE)
          .allMatch(other -> Arrays.equals(expected, lastRow(model, cache, text, other)));
    }
  }

  /** The bits of the last row, of runs of so many rows; the first run is of all that is over. */
  private static int[] lastRow(LanguageModel model, KeyValueCache cache, int[] text, int rows) {
    cache.truncate(0);
    int over = TEXT % rows + rows;
    model.read(cache, Arrays.copyOf(text, over));
    Logits logits = null;
    for (int at = over; at < TEXT; at += rows) {
      logits = model.logits(cache, Arrays.copyOfRange(text, at, at + rows));
    }
    if (logits == null) {
      throw new IllegalArgumentException(rows + " rows are too many for " + TEXT + " tokens");
    }
    int[] bits = new int[logits.vocabulary()];
    for (int token = 0; token < bits.length; token++) {
      bits[token] = Float.floatToIntBits(logits.at(rows - 1, token));
    }
    return bits;
  }
}
