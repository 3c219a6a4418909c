package org.prytany.testkit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.DigestContext;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.TextEmbedder;

/** Notes which models a digester has run, each "id sha256"; every score is zero. */
final class NotedModels implements DigestContext, FeatureScorer {

  /** More outputs than any digester reads. */
  private static final int OUTPUTS = 64;

  private final TextEmbedder embedder;
  private final Set<String> run = new LinkedHashSet<>();

  NotedModels(TextEmbedder embedder) {
    this.embedder = embedder;
  }

  Set<String> run() {
    return run;
  }

  @Override
  public TextEmbedder embedder() {
    return embedder;
  }

  @Override
  public Optional<FeatureScorer> scorer() {
    return Optional.of(this);
  }

  @Override
  public float[][] score(String modelId, byte[] onnx, float[][] rows) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(onnx);
      run.add(modelId + " " + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    return new float[rows.length][OUTPUTS];
  }

  @Override
  public String runtime() {
    return "noted";
  }
}
