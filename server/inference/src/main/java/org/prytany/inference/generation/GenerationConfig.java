package org.prytany.inference.generation;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a model's folder says of its graph.
 *
 * @param graph the ONNX file
 * @param names of the graph's inputs and outputs
 * @param layers how many pairs of keys and values are kept
 * @param keyValueHeads heads of one layer's keys, and of its values
 * @param headSize numbers in one head
 * @param vocabulary tokens that the model knows, and numbers in a row of its logits
 * @param contextLength tokens that a prompt and its answer may have together
 * @param endIds tokens that end an answer
 */
public record GenerationConfig(
    Path graph,
    Names names,
    int layers,
    int keyValueHeads,
    int headSize,
    int vocabulary,
    int contextLength,
    Set<Integer> endIds) {

  /**
   * Names of inputs and outputs; those of keys and values have {@code %d} for the layer.
   *
   * @param positions of the tokens' positions; given where the graph has such an input
   */
  public record Names(
      String inputIds,
      String attentionMask,
      String positions,
      String pastKey,
      String pastValue,
      String logits,
      String presentKey,
      String presentValue) {

    static String layer(String pattern, int layer) {
      return pattern.replace("%d", Integer.toString(layer));
    }
  }
}
