package org.prytany.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which sentences of one document run together on a device that pays for company: sorted by length,
 * so that little is padded, and by place, so that the same document always makes the same batches.
 */
final class BatchPlan {

  /** Padded tokens of a batch, which bounds the memory of a run. */
  private static final int MOST_TOKENS = 16_384;

  private static final int MOST_SENTENCES = 256;

  private BatchPlan() {}

  /**
   * @param lengths tokens of each sentence
   * @return positions in {@code lengths}, each exactly once
   */
  static List<List<Integer>> of(List<Integer> lengths) {
    List<Integer> order =
        IntStream.range(0, lengths.size())
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(lengths::get).thenComparing(i -> i))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    for (int i : order) {
      // Sorted by length, the newest is the longest: all others are padded to it.
      long padded = (batch.size() + 1L) * lengths.get(i);
      if (!batch.isEmpty() && (padded > MOST_TOKENS || batch.size() == MOST_SENTENCES)) {
        batches.add(List.copyOf(batch));
        batch.clear();
      }
      batch.add(i);
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    return batches;
  }
}
