package org.prytany.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of a model before it is loaded.
 *
 * @param id the model's name
 * @param modelFile file name of the ONNX graph
 * @param modelSha256 its SHA-256 in lower-case hexadecimal
 * @param tokenizerFile file name of the tokenizer description
 * @param tokenizerSha256 its SHA-256 in lower-case hexadecimal
 * @param dimensions length of a vector
 * @param maxTokens how many tokens of a sentence the model reads, markers included
 */
record EmbeddingModelCard(
    String id,
    String modelFile,
    String modelSha256,
    String tokenizerFile,
    String tokenizerSha256,
    int dimensions,
    int maxTokens) {

  /**
   * sentence-transformers/all-MiniLM-L6-v2 with int8 weights (Apache-2.0), as Maven Central carries
   * it. The model was trained on 128 tokens and its authors set a limit of 256.
   */
  static final EmbeddingModelCard MINILM_L6_V2_Q =
      new EmbeddingModelCard(
          "all-MiniLM-L6-v2-q",
          "all-minilm-l6-v2-q.onnx",
          "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1",
          "all-minilm-l6-v2-q-tokenizer.json",
          "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0",
          384,
          256);

  /**
   * The same model in single precision. It does not ship: an operator with a GPU puts its two files
   * into the model directory. Its vectors hardly depend on what runs beside them.
   */
  static final EmbeddingModelCard MINILM_L6_V2 =
      new EmbeddingModelCard(
          "all-MiniLM-L6-v2",
          "all-minilm-l6-v2.onnx",
          "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e",
          "all-minilm-l6-v2-tokenizer.json",
          "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0",
          384,
          256);

  /** The model that a directory holds; the one that ships, if none is given. */
  static EmbeddingModelCard in(Optional<Path> directory) {
    return directory.filter(d -> Files.exists(d.resolve(MINILM_L6_V2.modelFile()))).isPresent()
        ? MINILM_L6_V2
        : MINILM_L6_V2_Q;
  }
}
