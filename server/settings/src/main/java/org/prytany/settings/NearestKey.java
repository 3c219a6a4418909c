package org.prytany.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the known key that a mistyped one was probably meant to be. */
final class NearestKey {

  /** A longer name is no mistyped key; the distance costs the product of two lengths. */
  private static final int LONGEST = 200;

  private NearestKey() {}

  /** The nearest known key, unless none is near enough to be a likely meaning. */
  static Optional<String> to(String unknown) {
    if (unknown.length() > LONGEST) {
      return Optional.empty();
    }
    int furthest = Math.max(3, unknown.length() / 4);
    return candidates(unknown).stream()
        .min(Comparator.comparingInt(known -> distance(unknown, known)))
        .filter(known -> distance(unknown, known) <= furthest);
  }

  // The operator's own parts (a DAO's id) are taken over, so that they do not count as distance.
  private static List<String> candidates(String unknown) {
    String[] parts = unknown.split("\\.", -1);
    List<String> known = new ArrayList<>();
    for (ConfigKey key : ConfigKey.values()) {
      String[] pattern = key.pattern().split("\\.", -1);
      for (int i = 0; i < pattern.length; i++) {
        if (pattern[i].equals("*")) {
          pattern[i] = i < parts.length && !parts[i].isEmpty() ? parts[i] : "NAME";
        }
      }
      known.add(String.join(".", pattern));
    }
    return known;
  }

  /** Levenshtein's distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
