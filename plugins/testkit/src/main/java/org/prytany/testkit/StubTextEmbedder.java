package org.prytany.testkit;

import java.util.List;
import java.util.Locale;
import org.prytany.spi.DigestContext;
import org.prytany.spi.TextEmbedder;

/**
 * Embeds by counting words into hashed places: no model, always the same, and two sentences with
 * common words are near each other.
 */
public final class StubTextEmbedder implements TextEmbedder {

  private static final int DIMENSIONS = 64;

  /** A digest context with a stub embedder. */
  public static DigestContext context() {
    StubTextEmbedder embedder = new StubTextEmbedder();
    return () -> embedder;
  }

  @Override
  public float[][] embed(List<String> sentences) {
    return sentences.stream().map(StubTextEmbedder::vector).toArray(float[][]::new);
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public String modelId() {
    return "stub-hashed-words";
  }

  @Override
  public String modelSha256() {
    return "0".repeat(64);
  }

  @Override
  public String device() {
    return "cpu";
  }

  private static float[] vector(String sentence) {
    float[] vector = new float[DIMENSIONS];
    for (String word : sentence.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
      vector[Math.floorMod(word.hashCode() * 0x9E3779B1, DIMENSIONS)] += 1;
    }
    double square = 0;
    for (float value : vector) {
      square += value * value;
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = square == 0 ? 0 : (float) (vector[i] / Math.sqrt(square));
    }
    return vector;
  }
}
