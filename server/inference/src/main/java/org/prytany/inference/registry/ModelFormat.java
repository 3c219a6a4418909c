package org.prytany.inference.registry;

import java.util.Arrays;
import java.util.Optional;

/** How the files of a model are laid out. */
public enum ModelFormat {
  /**
   * As ONNX Runtime's own exporter (onnxruntime-genai's model builder) writes: {@code
   * genai_config.json} names the graph.
   */
  GENAI("genai", "genai_config.json"),
  /**
   * As Hugging Face's exports are: {@code config.json} beside a graph in it or in {@code onnx/}.
   */
  HUGGING_FACE("hugging-face", "config.json");

  private final String word;
  private final String configFile;

  ModelFormat(String word, String configFile) {
    this.word = word;
    this.configFile = configFile;
  }

  /** The word for it in files and on the terminal, e.g. "genai". */
  public String word() {
    return word;
  }

  /** The file by which a folder of this format is known. */
  public String configFile() {
    return configFile;
  }

  static Optional<ModelFormat> named(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }
}
