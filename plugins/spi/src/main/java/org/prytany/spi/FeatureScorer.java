package org.prytany.spi;

/**
 * Runs a small model that a plugin brings along. The host opens it in its own runtime, and says
 * with every digest which bytes were used. A row's scores depend on that row alone.
 */
public interface FeatureScorer {

  /**
   * Scores rows of features.
   *
   * @param modelId the model's name, e.g. "sentence-choice-1"
   * @param onnx the model: one float input [rows, features], one float output [rows, targets]
   * @param rows one row of features each; may be empty
   * @return the targets of each row, in order
   */
  float[][] score(String modelId, byte[] onnx, float[][] rows);

  /** The runtime's name and version, e.g. "onnxruntime 1.28.0". */
  String runtime();
}
