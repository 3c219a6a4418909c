package org.prytany.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The model files as bytes whose hash was checked. The session is made from these very bytes, so a
 * file that is swapped between check and use changes nothing.
 */
record VerifiedFiles(byte[] model, byte[] tokenizer) {

  private static final String SHIPPED = "/org/prytany/inference/model/";

  static VerifiedFiles read(EmbeddingModelCard card, Optional<Path> directory) {
    return new VerifiedFiles(
        readOne(directory, card.modelFile(), card.modelSha256()),
        readOne(directory, card.tokenizerFile(), card.tokenizerSha256()));
  }

  private static byte[] readOne(Optional<Path> directory, String name, String expected) {
    byte[] bytes = directory.isPresent() ? fromFile(directory.get(), name) : fromJar(name);
    String actual = sha256(bytes);
    if (!actual.equals(expected)) {
      throw new InferenceException(
          "model-altered",
          InferenceException.Category.CONFIGURATION,
          "the model file '"
              + name
              + "' is not the one this version was made for: its SHA-256 is "
              + actual
              + " and should be "
              + expected
              + ". Put the original file back, or leave the model directory unset to use the one"
              + " that ships with the server");
    }
    return bytes;
  }

  private static byte[] fromFile(Path directory, String name) {
    try {
      return Files.readAllBytes(directory.resolve(name));
    } catch (IOException e) {
      throw new InferenceException(
          "model-unreadable",
          InferenceException.Category.CONFIGURATION,
          "the model file '"
              + name
              + "' cannot be read from the model directory '"
              + directory
              + "': copy it there and make it readable, or leave the model directory unset",
          e);
    }
  }

  private static byte[] fromJar(String name) {
    try (InputStream in = VerifiedFiles.class.getResourceAsStream(SHIPPED + name)) {
      if (in == null) {
        throw new InferenceException(
            "model-missing",
            InferenceException.Category.CONFIGURATION,
            "the model file '"
                + name
                + "' is not in the server's inference library: build or install the server anew");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new InferenceException(
          "model-unreadable",
          InferenceException.Category.CONFIGURATION,
          "the model file '"
              + name
              + "' in the server's inference library cannot be read: install the server anew",
          e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "VerifiedFiles[" + model.length + " + " + tokenizer.length + " bytes]";
  }
}
