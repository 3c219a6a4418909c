package org.prytany.digest.ranking;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which texts a model learns from when it is tried on others: related texts stay together. */
final class Folds {

  static final int COUNT = 5;

  private final List<String> groups;
  private final Map<String, Integer> foldOf = new TreeMap<>();
  private final long seed;
  private final int count;

  /** {@link #COUNT} folds. */
  Folds(List<String> groups, long seed) {
    this(groups, seed, COUNT);
  }

  /**
   * @param groups what each text is related to
   * @param most how many folds there are at most; no more than groups
   */
  Folds(List<String> groups, long seed, int most) {
    this.count = Math.min(most, Set.copyOf(groups).size());
    this.groups = List.copyOf(groups);
    this.seed = seed;
    Map<String, String> shuffled = new TreeMap<>();
    for (String group : groups) {
      shuffled.put(sha256(seed + group), group);
    }
    int next = 0;
    for (String group : shuffled.values()) {
      foldOf.put(group, next++ % count);
    }
  }

  int count() {
    return count;
  }

  /** The texts that a model of this fold is tried on. */
  List<Integer> heldOut(int fold) {
    return texts(group -> fold(group) == fold);
  }

  /**
   * Texts of the other folds to learn from, drawn by whole groups. With the same draw a smaller
   * share is part of a larger one.
   *
   * @param share how many of the groups, from 0 to 1
   */
  List<Integer> learntFrom(int fold, double share, int draw) {
    return texts(group -> fold(group) != fold && place(group, draw) < share);
  }

  private List<Integer> texts(java.util.function.Predicate<String> wanted) {
    List<Integer> texts = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      if (wanted.test(groups.get(i))) {
        texts.add(i);
      }
    }
    return texts;
  }

  private int fold(String group) {
    return foldOf.getOrDefault(group, 0);
  }

  /** Somewhere in [0, 1), the same for all texts of a group. */
  private double place(String group, int draw) {
    return Long.parseLong(sha256(draw + " " + seed + group).substring(0, 12), 16) / 0x1p48;
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
