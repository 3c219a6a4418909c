package org.prytany.inference.generation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the layout of Hugging Face's exports to ONNX: {@code config.json} and one graph, beside it
 * or in {@code onnx}, with the names that Optimum and Transformers.js give to inputs and outputs. A
 * graph that does not keep its keys and values in place ({@code GroupQueryAttention}) is refused by
 * the runtime at its first run.
 */
final class HuggingFaceFolder {

  static final String CONFIG = "config.json";
  private static final GenerationConfig.Names NAMES =
      new GenerationConfig.Names(
          "input_ids",
          "attention_mask",
          "position_ids",
          "past_key_values.%d.key",
          "past_key_values.%d.value",
          "logits",
          "present.%d.key",
          "present.%d.value");

  private final Path file;
  private final JsonNode root;

  private HuggingFaceFolder(Path file) {
    this.file = file;
    this.root = GenerationFolder.json(file);
  }

  /**
   * @throws GenerationException if a file is missing or does not say what is needed
   */
  static GenerationConfig read(Path folder) {
    return new HuggingFaceFolder(folder.resolve(CONFIG)).config(folder);
  }

  private GenerationConfig config(Path folder) {
    int heads = number("num_attention_heads");
    int vocabulary = number("vocab_size");
    return new GenerationConfig(
        graph(folder),
        NAMES,
        number("num_hidden_layers"),
        root.has("num_key_value_heads") ? number("num_key_value_heads") : heads,
        root.path("head_dim").isInt() ? number("head_dim") : number("hidden_size") / heads,
        vocabulary,
        number("max_position_embeddings"),
        endIds(folder, vocabulary));
  }

  private Path graph(Path folder) {
    List<Path> graphs = new ArrayList<>();
    for (Path place : List.of(folder, folder.resolve("onnx"))) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          files.filter(each -> each.toString().endsWith(".onnx")).forEach(graphs::add);
        } catch (IOException e) {
          throw new GenerationException(
              "model-config", "The folder " + place + " cannot be read. Check its rights.", e);
        }
      }
    }
    if (graphs.size() != 1) {
      throw new GenerationException(
          "model-config",
          "The folder "
              + folder
              + " has "
              + graphs.size()
              + " graphs (.onnx) and needs one. Add the model anew and name it with --graph.");
    }
    return graphs.getFirst();
  }

  /** Those of {@code generation_config.json} too, which often has one more for chats. */
  private Set<Integer> endIds(Path folder, int vocabulary) {
    Set<Integer> ids = new TreeSet<>();
    add(ids, root.path("eos_token_id"));
    Path more = folder.resolve("generation_config.json");
    if (Files.isRegularFile(more)) {
      add(ids, GenerationFolder.json(more).path("eos_token_id"));
    }
    if (ids.isEmpty() || ids.stream().anyMatch(id -> id < 0 || id >= vocabulary)) {
      throw refused("eos_token_id", "has to be a token's number, or several");
    }
    return Set.copyOf(ids);
  }

  private static void add(Set<Integer> ids, JsonNode node) {
    if (node.isInt()) {
      ids.add(node.intValue());
    }
    node.forEach(each -> ids.add(each.asInt(-1)));
  }

  private int number(String name) {
    int value = root.path(name).asInt(0);
    if (value < 1 || value > GenerationFolder.MOST_TOKENS) {
      throw refused(name, "has to be a number from 1 to " + GenerationFolder.MOST_TOKENS);
    }
    return value;
  }

  private GenerationException refused(String field, String why) {
    return new GenerationException(
        "model-config", "In " + file + ", " + field + " " + why + ". " + GenerationFolder.again());
  }
}
