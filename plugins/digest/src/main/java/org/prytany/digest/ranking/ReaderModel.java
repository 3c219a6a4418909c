package org.prytany.digest.ranking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What readers look for in a summary, as four probabilities of each sentence: that it says the ask
 * best, that it says the ask, that it gives the reason, and that it misleads when it stands alone.
 * Each is a logistic regression over {@link ReaderCues} and the sentence's vector, the last also
 * the trees of {@link ReaderTrees}, learnt from sentences that readers marked.
 */
public final class ReaderModel {

  /** Name of the model and of its file. */
  public static final String ID = "prytany-reader-needs-2";

  /** What is said of a sentence, in the file's order. */
  enum Need {
    BEST_ASK,
    ASK,
    REASON,
    MISLEADING
  }

  private final String file;
  private final Map<Need, double[]> weights = new TreeMap<>();
  private final ReaderTrees trees;

  /**
   * @param file a line for each need: its name, the bias, and a weight for each number, with blanks
   *     between them; then {@link ReaderTrees}
   * @throws IllegalArgumentException if it is something else
   */
  ReaderModel(String file) {
    this.file = file;
    List<String> grown = new ArrayList<>();
    for (String line : file.lines().toList()) {
      if (line.startsWith(ReaderTrees.TREE)) {
        grown.add(line);
        continue;
      }
      List<String> words = List.of(line.split(" "));
      double[] values =
          words.subList(1, words.size()).stream().mapToDouble(Double::parseDouble).toArray();
      weights.put(Need.valueOf(words.getFirst()), values);
    }
    if (weights.size() != Need.values().length
        || weights.values().stream().mapToInt(each -> each.length).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "a model of what readers need has four lines of one length");
    }
    this.trees = new ReaderTrees(grown);
  }

  /** The model that ships with this plugin. */
  public static ReaderModel shipped() {
    try (InputStream in = ReaderModel.class.getResourceAsStream(ID + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("the plugin lacks its model " + ID + ".txt");
      }
      return new ReaderModel(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first twelve hex digits of the SHA-256 of its bytes. */
  public String mark() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha256.digest(file.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The probabilities of all needs in their order, each for each row of {@link ReaderCues}. */
  double[][] needs(double[][] rows) {
    return Arrays.stream(Need.values())
        .map(need -> probabilities(need, rows))
        .toArray(double[][]::new);
  }

  /** The probabilities of one need for each row of {@link ReaderCues}. */
  double[] probabilities(Need need, double[][] rows) {
    double[] w = weights.getOrDefault(need, new double[0]);
    return Arrays.stream(rows)
        .mapToDouble(
            row ->
                need == Need.MISLEADING
                    ? middle(probability(w, row), trees.probability(row))
                    : probability(w, row))
        .toArray();
  }

  /** The probability whose log odds are the mean of two. */
  private static double middle(double one, double other) {
    double odds = Math.sqrt(one / (1 - one) * other / (1 - other));
    return odds / (1 + odds);
  }

  /**
   * @throws IllegalArgumentException if the row has another length, as with another embedding model
   */
  static double probability(double[] weights, double[] row) {
    if (weights.length != row.length + 1) {
      throw new IllegalArgumentException(
          "a row has " + row.length + " numbers, and the model weighs " + (weights.length - 1));
    }
    double sum = weights[0];
    for (int i = 0; i < row.length; i++) {
      sum += weights[i + 1] * row[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }
}
