package org.prytany.inference.generation;

import java.util.Arrays;

/**
 * What a run reads of its text: numbers of 64 bits for the graph.
 *
 * @param tokens that are added
 * @param positions of these tokens
 * @param mask one for each token that is in the cache then
 */
record ModelRows(long[] tokens, long[] positions, long[] mask) {

  /**
   * @throws IllegalArgumentException if the tokens are not the model's, or too many
   */
  static ModelRows of(GenerationConfig config, KeyValueCache cache, int[] ids) {
    int total = cache.length() + ids.length;
    if (ids.length == 0) {
      throw new IllegalArgumentException("no tokens");
    }
    if (total > cache.capacity()) {
      throw new IllegalArgumentException(total + " tokens in a cache of " + cache.capacity());
    }
    if (total > config.contextLength()) {
      throw new IllegalArgumentException(
          total + " tokens in a context of " + config.contextLength());
    }
    long[] tokens = new long[ids.length];
    long[] positions = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      // The runtime looks tokens up without asking whether they are there.
      if (ids[i] < 0 || ids[i] >= config.vocabulary()) {
        throw new IllegalArgumentException(
            "token " + ids[i] + " of a vocabulary of " + config.vocabulary());
      }
      tokens[i] = ids[i];
      positions[i] = cache.length() + i;
    }
    long[] mask = new long[total];
    Arrays.fill(mask, 1);
    return new ModelRows(tokens, positions, mask);
  }
}
