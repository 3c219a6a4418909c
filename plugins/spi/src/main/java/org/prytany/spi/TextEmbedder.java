package org.prytany.spi;

import java.util.List;

/** Turns sentences into vectors with a model that the host loaded and verified. */
public interface TextEmbedder {

  /**
   * Embeds sentences of one document.
   *
   * @param sentences plain text; may be empty
   * @return one unit-length vector of {@link #dimensions()} floats per sentence, in order
   */
  float[][] embed(List<String> sentences);

  int dimensions();

  /** The model's name, e.g. "all-MiniLM-L6-v2-q". */
  String modelId();

  /** SHA-256 of the model file, 64 lower-case hexadecimal digits. */
  String modelSha256();

  /** Where it runs: "cpu" or "cuda". */
  String device();
}
