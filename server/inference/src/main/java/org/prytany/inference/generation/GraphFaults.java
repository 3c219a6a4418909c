package org.prytany.inference.generation;

import java.util.Set;

/** What is wrong with a graph, in words: the same for both ways to the runtime. */
final class GraphFaults {

  private GraphFaults() {}

  /**
   * Refuses a graph without the inputs and outputs that its folder names.
   *
   * @throws GenerationException with the name that is missing
   */
  static void require(GenerationConfig config, Set<String> inputs, Set<String> outputs) {
    GenerationConfig.Names names = config.names();
    int last = config.layers() - 1;
    require(config, inputs, names.inputIds());
    require(config, inputs, names.attentionMask());
    require(config, inputs, GenerationConfig.Names.layer(names.pastKey(), last));
    require(config, inputs, GenerationConfig.Names.layer(names.pastValue(), last));
    require(config, outputs, names.logits());
    require(config, outputs, GenerationConfig.Names.layer(names.presentKey(), last));
    require(config, outputs, GenerationConfig.Names.layer(names.presentValue(), last));
  }

  private static void require(GenerationConfig config, Set<String> names, String name) {
    if (!names.contains(name)) {
      throw new GenerationException(
          "model-config",
          "The graph "
              + config.graph()
              + " has no '"
              + name
              + "', which its configuration names. Export the model again with onnxruntime-genai's model builder.");
    }
  }

  static GenerationException unreadable(GenerationConfig config) {
    return new GenerationException(
        "model-config",
        "The logits of "
            + config.graph()
            + " are no numbers of 16 or 32 bits. Export the model again with onnxruntime-genai's"
            + " model builder.");
  }

  static GenerationException closed(GenerationConfig config) {
    return new GenerationException(
        "model-closed", "The model " + config.graph() + " was closed before. Open it again.");
  }
}
