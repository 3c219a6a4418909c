package org.prytany.digest.ranking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What readers look for in a summary, as four probabilities of each sentence: that it is the one
 * that says the ask best, that it says the ask, that it gives the reason, and that it misleads when
 * it stands alone. A few small networks ({@link ReaderNet}) that learnt from sentences that readers
 * marked say it together: the mean of their odds counts.
 */
public final class ReaderModel {

  /** Name of the model and of its file. */
  public static final String ID = "prytany-reader-needs-3";

  /** What is said of a sentence, in the file's order. */
  enum Need {
    BEST_ASK,
    ASK,
    REASON,
    MISLEADING
  }

  private final byte[] file;
  private final List<ReaderNet> nets = new ArrayList<>();

  /**
   * @param file the numbers of one or more networks, each {@link ReaderNet#NUMBERS} floats, the
   *     high byte first
   * @throws IllegalArgumentException if it is something else
   */
  ReaderModel(byte[] file) {
    this.file = file.clone();
    if (file.length == 0 || file.length % (ReaderNet.NUMBERS * Float.BYTES) != 0) {
      throw new IllegalArgumentException(
          "a model of what readers need has "
              + ReaderNet.NUMBERS
              + " floats for each network, and this one "
              + file.length
              + " bytes");
    }
    FloatBuffer numbers = ByteBuffer.wrap(file).asFloatBuffer();
    for (int i = 0; i < numbers.capacity(); i++) {
      if (!Float.isFinite(numbers.get(i))) {
        throw new IllegalArgumentException("a model of what readers need has a number without end");
      }
    }
    while (numbers.hasRemaining()) {
      nets.add(new ReaderNet(numbers));
    }
  }

  /** The model that ships with this plugin. */
  public static ReaderModel shipped() {
    try (InputStream in = ReaderModel.class.getResourceAsStream(ID + ".bin")) {
      if (in == null) {
        throw new IllegalStateException("the plugin lacks its model " + ID + ".bin");
      }
      return new ReaderModel(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first twelve hex digits of the SHA-256 of its bytes. */
  public String mark() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The probabilities of all needs in their order, for each sentence. Those of the best ask are of
   * one sentence of the text or another, so their sum is 1.
   *
   * @param rows {@link ReaderCues} of all sentences of a text
   * @param title the vector of its title
   */
  double[][] needs(double[][] rows, float[] title) {
    double[][] odds = new double[Need.values().length][rows.length];
    if (rows.length == 0) {
      return odds;
    }
    for (ReaderNet net : nets) {
      float[][] said = net.of(rows, title);
      for (Need need : Need.values()) {
        for (int i = 0; i < rows.length; i++) {
          odds[need.ordinal()][i] += said[i][need.ordinal()] / nets.size();
        }
      }
    }
    for (Need need : Need.values()) {
      if (need == Need.BEST_ASK) {
        shares(odds[need.ordinal()]);
      } else {
        probabilities(odds[need.ordinal()]);
      }
    }
    return odds;
  }

  /** Odds to shares of one. */
  private static void shares(double[] odds) {
    double most = Double.NEGATIVE_INFINITY;
    for (double value : odds) {
      most = Math.max(most, value);
    }
    double all = 0;
    for (int i = 0; i < odds.length; i++) {
      odds[i] = StrictMath.exp(odds[i] - most);
      all += odds[i];
    }
    for (int i = 0; i < odds.length; i++) {
      odds[i] /= all;
    }
  }

  private static void probabilities(double[] odds) {
    for (int i = 0; i < odds.length; i++) {
      odds[i] = 1 / (1 + StrictMath.exp(-odds[i]));
    }
  }
}
