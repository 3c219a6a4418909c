package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much two texts have in common: single words, pairs of words, the longest common order. */
final class Rouge {

  private Rouge() {}

  /** Common words, common pairs, length of the longest common subsequence. */
  static int[] hits(List<String> text, List<String> reference) {
    return new int[] {
      common(text, reference), common(pairs(text), pairs(reference)), longest(text, reference)
    };
  }

  /** F1 of each of the three, from 0 to 1. */
  static double[] of(List<String> text, List<String> reference) {
    int[] hits = hits(text, reference);
    int words = text.size() + reference.size();
    int pairs = Math.max(0, text.size() - 1) + Math.max(0, reference.size() - 1);
    return new double[] {f(hits[0], words), f(hits[1], pairs), f(hits[2], words)};
  }

  private static double f(int hits, int sizes) {
    return sizes == 0 ? 0 : 2.0 * hits / sizes;
  }

  private static List<String> pairs(List<String> words) {
    List<String> pairs = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      pairs.add(words.get(i - 1) + " " + words.get(i));
    }
    return pairs;
  }

  private static int common(List<String> a, List<String> b) {
    Map<String, Integer> left = new HashMap<>();
    for (String word : b) {
      left.merge(word, 1, Integer::sum);
    }
    int hits = 0;
    for (String word : a) {
      int there = left.getOrDefault(word, 0);
      if (there > 0) {
        left.put(word, there - 1);
        hits++;
      }
    }
    return hits;
  }

  private static int longest(List<String> a, List<String> b) {
    int[] before = new int[b.size() + 1];
    for (String word : a) {
      int[] now = new int[b.size() + 1];
      for (int j = 1; j <= b.size(); j++) {
        now[j] = word.equals(b.get(j - 1)) ? before[j - 1] + 1 : Math.max(before[j], now[j - 1]);
      }
      before = now;
    }
    return before[b.size()];
  }
}
