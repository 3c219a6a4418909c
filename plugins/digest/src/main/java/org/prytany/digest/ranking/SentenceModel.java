package org.prytany.digest.ranking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.prytany.spi.FeatureScorer;

/**
 * The learned model of which sentences authors' summaries are like. It says three things of each
 * sentence; their standings within the text are added, so that no text is compared with another.
 */
public final class SentenceModel {

  /** Name of the model and of its file. */
  public static final String ID = "prytany-sentence-choice-1";

  /** What the model predicts, in order. */
  public static final int TARGETS = 3;

  private final byte[] onnx;

  /** A model of the given bytes. */
  public SentenceModel(byte[] onnx) {
    this.onnx = onnx.clone();
  }

  /** The model that ships with this plugin. */
  public static SentenceModel shipped() {
    try (InputStream in = SentenceModel.class.getResourceAsStream(ID + ".onnx")) {
      if (in == null) {
        throw new IllegalStateException("the plugin lacks its model " + ID + ".onnx");
      }
      return new SentenceModel(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model's name and the SHA-256 of its bytes. */
  public String identity() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return ID + " " + HexFormat.of().formatHex(sha256.digest(onnx));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  double[] values(FeatureScorer scorer, float[][] rows) {
    return blended(scorer.score(ID, onnx, rows));
  }

  /** Sum over the targets of how many standard deviations a sentence is above its text's mean. */
  static double[] blended(float[][] scores) {
    int n = scores.length;
    double[] sum = new double[n];
    for (int t = 0; t < TARGETS; t++) {
      double mean = 0;
      double square = 0;
      for (float[] score : scores) {
        mean += score[t] / n;
      }
      for (float[] score : scores) {
        square += (score[t] - mean) * (score[t] - mean) / n;
      }
      double deviation = Math.sqrt(square) + 1e-6;
      for (int i = 0; i < n; i++) {
        sum[i] += n == 1 ? 0 : (scores[i][t] - mean) / deviation;
      }
    }
    return sum;
  }
}
