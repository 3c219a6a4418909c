package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gradient boosted regression trees over histograms, grown best leaf first. One thread, and the
 * same trees for the same seed.
 */
final class Boosting {

  static final int ROUNDS = 220;
  private static final int LEAVES = 15;
  private static final int MIN_IN_LEAF = 60;
  private static final int MOST_BINS = 64;
  private static final double RATE = 0.05;
  private static final double RIDGE = 5;
  private static final double FEATURES_PER_TREE = 0.4;
  private static final double ROWS_PER_TREE = 0.7;

  /** A tree; a node without children is a leaf. */
  static final class Tree {
    final List<Integer> feature = new ArrayList<>();
    final List<Float> threshold = new ArrayList<>();
    final List<Integer> left = new ArrayList<>();
    final List<Integer> right = new ArrayList<>();
    final List<Float> value = new ArrayList<>();

    int leaf(double weight) {
      feature.add(-1);
      threshold.add(0f);
      left.add(-1);
      right.add(-1);
      value.add((float) weight);
      return feature.size() - 1;
    }

    float of(float[] row) {
      int node = 0;
      while (feature.get(node) >= 0) {
        boolean low = row[feature.get(node)] <= threshold.get(node);
        node = low ? left.get(node) : right.get(node);
      }
      return value.get(node);
    }
  }

  /** The best way to cut a leaf in two. */
  private static final class Leaf {
    int node;
    int[] rows;
    double gain = Double.NEGATIVE_INFINITY;
    int feature = -1;
    int bin;

    Leaf(int node, int[] rows) {
      this.node = node;
      this.rows = rows;
    }
  }

  private final float[][] cuts;
  private final byte[][] bins;
  private final double[] weights;
  private final double[] residual;
  private final int width;

  private Boosting(float[][] rows, double[] targets, double[] weights) {
    this.width = rows[0].length;
    this.cuts = new float[width][];
    this.bins = new byte[width][rows.length];
    this.weights = weights;
    this.residual = targets.clone();
    for (int f = 0; f < width; f++) {
      bin(rows, f);
    }
  }

  /** Trees whose sum predicts the targets, less their mean, which nobody needs for ranking. */
  static List<Tree> fit(float[][] rows, double[] targets, double[] weights, long seed) {
    return new Boosting(rows, targets, weights).grow(rows, new SplittableRandom(seed));
  }

  private void bin(float[][] rows, int f) {
    float[] sorted = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      sorted[i] = rows[i][f];
    }
    Arrays.sort(sorted);
    List<Float> found = new ArrayList<>();
    for (int b = 1; b < MOST_BINS; b++) {
      float cut = sorted[(int) ((long) b * (sorted.length - 1) / MOST_BINS)];
      boolean rises = found.isEmpty() || cut > found.get(found.size() - 1);
      if (rises && cut < sorted[sorted.length - 1]) {
        found.add(cut);
      }
    }
    cuts[f] = new float[found.size()];
    for (int b = 0; b < found.size(); b++) {
      cuts[f][b] = found.get(b);
    }
    for (int i = 0; i < rows.length; i++) {
      int at = Arrays.binarySearch(cuts[f], rows[i][f]);
      bins[f][i] = (byte) (at >= 0 ? at : -at - 1);
    }
  }

  private List<Tree> grow(float[][] rows, SplittableRandom random) {
    double mean = 0;
    double total = 0;
    for (int i = 0; i < rows.length; i++) {
      mean += weights[i] * residual[i];
      total += weights[i];
    }
    for (int i = 0; i < rows.length; i++) {
      residual[i] -= mean / total;
    }
    List<Tree> trees = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Tree tree = tree(random);
      for (int i = 0; i < rows.length; i++) {
        residual[i] -= tree.of(rows[i]);
      }
      trees.add(tree);
    }
    return trees;
  }

  private Tree tree(SplittableRandom random) {
    int[] features = random.ints(0, Integer.MAX_VALUE).limit(width).toArray();
    Integer[] order = new Integer[width];
    Arrays.setAll(order, f -> f);
    Arrays.sort(order, (a, b) -> Integer.compare(features[a], features[b]));
    int[] used = new int[(int) Math.ceil(width * FEATURES_PER_TREE)];
    Arrays.setAll(used, k -> order[k]);
    int[] all = new int[residual.length];
    int count = 0;
    for (int i = 0; i < residual.length; i++) {
      if (random.nextDouble() < ROWS_PER_TREE) {
        all[count++] = i;
      }
    }
    Tree tree = new Tree();
    List<Leaf> leaves = new ArrayList<>();
    leaves.add(leaf(tree, Arrays.copyOf(all, count), used));
    while (leaves.size() < LEAVES) {
      Leaf best = leaves.get(0);
      for (Leaf leaf : leaves) {
        best = leaf.gain > best.gain ? leaf : best;
      }
      if (best.gain <= 1e-9) {
        break;
      }
      leaves.remove(best);
      split(tree, best, used, leaves);
    }
    return tree;
  }

  private void split(Tree tree, Leaf best, int[] used, List<Leaf> leaves) {
    int[] low = new int[best.rows.length];
    int[] high = new int[best.rows.length];
    int lows = 0;
    int highs = 0;
    for (int i : best.rows) {
      if (bins[best.feature][i] <= best.bin) {
        low[lows++] = i;
      } else {
        high[highs++] = i;
      }
    }
    Leaf left = leaf(tree, Arrays.copyOf(low, lows), used);
    Leaf right = leaf(tree, Arrays.copyOf(high, highs), used);
    tree.feature.set(best.node, best.feature);
    tree.threshold.set(best.node, cuts[best.feature][best.bin]);
    tree.left.set(best.node, left.node);
    tree.right.set(best.node, right.node);
    leaves.add(left);
    leaves.add(right);
  }

  private Leaf leaf(Tree tree, int[] rows, int[] used) {
    double sum = 0;
    double mass = 0;
    for (int i : rows) {
      sum += weights[i] * residual[i];
      mass += weights[i];
    }
    Leaf leaf = new Leaf(tree.leaf(RATE * sum / (mass + RIDGE)), rows);
    if (rows.length >= 2 * MIN_IN_LEAF) {
      for (int f : used) {
        look(leaf, f, sum, mass);
      }
    }
    return leaf;
  }

  private void look(Leaf leaf, int f, double sum, double mass) {
    double[] sums = new double[MOST_BINS];
    double[] masses = new double[MOST_BINS];
    int[] counts = new int[MOST_BINS];
    byte[] column = bins[f];
    for (int i : leaf.rows) {
      int b = column[i];
      sums[b] += weights[i] * residual[i];
      masses[b] += weights[i];
      counts[b]++;
    }
    double lowSum = 0;
    double lowMass = 0;
    int low = 0;
    double parent = sum * sum / (mass + RIDGE);
    for (int b = 0; b < cuts[f].length; b++) {
      lowSum += sums[b];
      lowMass += masses[b];
      low += counts[b];
      if (low < MIN_IN_LEAF || leaf.rows.length - low < MIN_IN_LEAF) {
        continue;
      }
      double high = sum - lowSum;
      double gain =
          lowSum * lowSum / (lowMass + RIDGE) + high * high / (mass - lowMass + RIDGE) - parent;
      if (gain > leaf.gain) {
        leaf.gain = gain;
        leaf.feature = f;
        leaf.bin = b;
      }
    }
  }
}
