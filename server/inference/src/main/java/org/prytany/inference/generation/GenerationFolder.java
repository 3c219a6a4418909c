package org.prytany.inference.generation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the folder that onnxruntime-genai's model builder writes ({@code genai_config.json},
 * https://onnxruntime.ai/docs/genai/reference/config.html). The folder is trusted to be unchanged:
 * whoever opens it has had the registry verify it.
 */
final class GenerationFolder {

  static final String CONFIG = "genai_config.json";
  private static final int MOST_LAYERS = 1_000;
  static final int MOST_TOKENS = 10_000_000;

  private final Path file;
  private final JsonNode root;

  private GenerationFolder(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * @throws GenerationException if a file is missing or does not say what is needed
   */
  static GenerationConfig read(Path folder) {
    Path file = folder.resolve(CONFIG);
    if (!Files.exists(file) && Files.exists(folder.resolve(HuggingFaceFolder.CONFIG))) {
      return HuggingFaceFolder.read(folder);
    }
    return new GenerationFolder(file, json(file)).config(folder);
  }

  /**
   * @throws GenerationException if the file is missing or is no JSON
   */
  static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw new GenerationException(
          "model-config",
          "The file " + file + " is no JSON (" + e.getOriginalMessage() + "). " + again(),
          e);
    } catch (IOException e) {
      throw new GenerationException(
          "model-config", "The file " + file + " cannot be read. " + again(), e);
    }
  }

  private GenerationConfig config(Path folder) {
    if (!root.path("search").path("past_present_share_buffer").asBoolean(false)) {
      throw refused(
          "search.past_present_share_buffer", "has to be true: keys and values are kept in place");
    }
    GenerationConfig.Names names =
        new GenerationConfig.Names(
            text("inputs", "input_ids"),
            text("inputs", "attention_mask"),
            decoder("inputs").path("position_ids").asText(""),
            pattern("inputs", "past_key_names"),
            pattern("inputs", "past_value_names"),
            text("outputs", "logits"),
            pattern("outputs", "present_key_names"),
            pattern("outputs", "present_value_names"));
    int vocabulary = number("model", "vocab_size", MOST_TOKENS);
    return new GenerationConfig(
        graph(folder),
        names,
        number("model.decoder", "num_hidden_layers", MOST_LAYERS),
        number("model.decoder", "num_key_value_heads", MOST_LAYERS),
        number("model.decoder", "head_size", MOST_LAYERS * 10),
        vocabulary,
        number("model", "context_length", MOST_TOKENS),
        endIds(vocabulary));
  }

  private Path graph(Path folder) {
    String name = decoder("filename").asText("");
    Path graph = folder.resolve(name.isEmpty() ? "model.onnx" : name).normalize();
    if (!graph.startsWith(folder.normalize())) {
      throw refused("model.decoder.filename", "is outside the model's folder");
    }
    if (!Files.isRegularFile(graph)) {
      throw new GenerationException(
          "model-config",
          "The file " + graph + ", which " + file + " names, is not there. " + again());
    }
    return graph;
  }

  private Set<Integer> endIds(int vocabulary) {
    JsonNode node = root.path("model").path("eos_token_id");
    Set<Integer> ids = new TreeSet<>();
    if (node.isInt()) {
      ids.add(node.intValue());
    }
    node.forEach(each -> ids.add(each.asInt(-1)));
    if (ids.isEmpty() || ids.stream().anyMatch(id -> id < 0 || id >= vocabulary)) {
      throw refused("model.eos_token_id", "has to be a token's number, or several");
    }
    return Set.copyOf(ids);
  }

  private JsonNode decoder(String name) {
    return root.path("model").path("decoder").path(name);
  }

  private String text(String part, String name) {
    String value = decoder(part).path(name).asText("");
    if (value.isEmpty()) {
      throw refused("model.decoder." + part + "." + name, "is missing");
    }
    return value;
  }

  private String pattern(String part, String name) {
    String value = text(part, name);
    if (!value.contains("%d")) {
      throw refused("model.decoder." + part + "." + name, "has no %d for the layer");
    }
    return value;
  }

  private int number(String path, String name, int most) {
    JsonNode node = root;
    for (String part : path.split("\\.")) {
      node = node.path(part);
    }
    int value = node.path(name).asInt(0);
    if (value < 1 || value > most) {
      throw refused(path + "." + name, "has to be a number from 1 to " + most);
    }
    return value;
  }

  private GenerationException refused(String field, String why) {
    return new GenerationException(
        "model-config", "In " + file + ", " + field + " " + why + ". " + again());
  }

  static String again() {
    return "Export the model again with onnxruntime-genai's model builder, and add it anew.";
  }
}
