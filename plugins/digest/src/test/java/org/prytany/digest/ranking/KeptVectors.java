package org.prytany.digest.ranking;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.spi.TextEmbedder;

/** An embedder that remembers: embedding the corpus takes minutes, training again does not. */
final class KeptVectors implements TextEmbedder {

  private final TextEmbedder model;
  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  KeptVectors(TextEmbedder model) {
    this.model = model;
  }

  /** Reads what was kept: SHA-256 of a sentence, then its vector, until the end of the file. */
  void read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        byte[] key = in.readNBytes(32);
        if (key.length < 32) {
          return;
        }
        float[] vector = new float[model.dimensions()];
        for (int d = 0; d < vector.length; d++) {
          vector[d] = in.readFloat();
        }
        known.put(HexFormat.of().formatHex(key), vector);
      }
    } catch (EOFException e) {
      throw new IOException("the file of kept vectors is cut short: delete it", e);
    }
  }

  void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Map.Entry<String, float[]> entry : known.entrySet()) {
        out.write(HexFormat.of().parseHex(entry.getKey()));
        for (float value : entry.getValue()) {
          out.writeFloat(value);
        }
      }
    }
  }

  @Override
  public float[][] embed(List<String> sentences) {
    float[][] vectors = new float[sentences.size()][];
    for (int i = 0; i < vectors.length; i++) {
      String sentence = sentences.get(i);
      vectors[i] =
          known.computeIfAbsent(key(sentence), ignored -> model.embed(List.of(sentence))[0]);
    }
    return vectors;
  }

  private static String key(String sentence) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(sentence.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int dimensions() {
    return model.dimensions();
  }

  @Override
  public String modelId() {
    return model.modelId();
  }

  @Override
  public String modelSha256() {
    return model.modelSha256();
  }

  @Override
  public String device() {
    return model.device();
  }
}
