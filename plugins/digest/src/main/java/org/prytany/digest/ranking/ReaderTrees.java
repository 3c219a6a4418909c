package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Regression trees whose sum is a probability, as lines: "TREES" with the share that all sentences
 * have, then a "TREE" for each, five numbers a node: which number of a row it looks at (-1 for a
 * leaf), the most that goes left, the nodes on the left and on the right, and what a leaf adds.
 */
final class ReaderTrees {

  static final String HEAD = "TREES";
  static final String TREE = "TREE";
  private static final int PER_NODE = 5;
  private static final double SURE = 0.001;

  private final double share;
  private final List<double[]> trees = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if the lines are something else, or a node leads back
   */
  ReaderTrees(List<String> lines) {
    double share = Double.NaN;
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      double[] numbers = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
      if (words[0].equals(HEAD) && numbers.length == 1) {
        share = numbers[0];
      } else if (words[0].equals(TREE) && sound(numbers)) {
        trees.add(numbers);
      } else {
        throw new IllegalArgumentException("no line of trees: " + words[0]);
      }
    }
    if (Double.isNaN(share)) {
      throw new IllegalArgumentException("trees begin with the share that all sentences have");
    }
    this.share = share;
  }

  /** Children stand behind their parent, so that every walk ends. */
  private static boolean sound(double[] nodes) {
    boolean sound = nodes.length > 0 && nodes.length % PER_NODE == 0;
    for (int at = 0; sound && at < nodes.length; at += PER_NODE) {
      boolean leaf = nodes[at] < 0;
      int number = at / PER_NODE;
      int count = nodes.length / PER_NODE;
      sound =
          leaf
              || nodes[at + 2] > number
                  && nodes[at + 2] < count
                  && nodes[at + 3] > number
                  && nodes[at + 3] < count;
    }
    return sound;
  }

  /** Which number of a row is looked at that stands farthest behind. */
  int widest() {
    int widest = -1;
    for (double[] tree : trees) {
      for (int at = 0; at < tree.length; at += PER_NODE) {
        widest = Math.max(widest, (int) tree[at]);
      }
    }
    return widest;
  }

  /** Strictly between 0 and 1. */
  double probability(double[] row) {
    double sum = share;
    for (double[] tree : trees) {
      int at = 0;
      while (tree[at] >= 0) {
        boolean low = (float) row[(int) tree[at]] <= (float) tree[at + 1];
        at = (int) (low ? tree[at + 2] : tree[at + 3]) * PER_NODE;
      }
      sum += tree[at + 4];
    }
    return Math.max(SURE, Math.min(1 - SURE, sum));
  }
}
