package org.prytany.inference.generation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A model's folder with random weights, made by the test that needs it. */
public final class RandomModel {

  private static final List<String> CONTROLS = List.of("<|im_start|>", "<|im_end|>", "<|pad|>");

  private static final List<String> MERGES =
      List.of("t h", "th e", "i n", "a n", "o r", "Ġ the", "Ġ a", "Ġ in", "e r", "Ġ [", "1 0");

  private static final int VOCABULARY = 3 + 256 + 11;

  private RandomModel() {}

  /** Writes the files into a folder that is there. */
  public static Path in(Path folder, long seed) throws IOException {
    return in(folder, seed, false);
  }

  /**
   * @param halves whether keys, values and logits are numbers of 16 bits
   */
  static Path in(Path folder, long seed, boolean halves) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Files.write(folder.resolve("model.onnx"), RandomGraph.bytes(seed, VOCABULARY, halves));
    Files.writeString(folder.resolve("genai_config.json"), config());
    Files.writeString(folder.resolve("chat_template.jinja"), "{{ '<|im_start|>' }}");
    Files.write(folder.resolve("tokenizer.json"), mapper.writeValueAsBytes(tokenizer(mapper)));
    return folder;
  }

  private static String config() {
    return """
        {"model": {"context_length": %d, "vocab_size": %d, "eos_token_id": 1,
          "decoder": {"filename": "model.onnx", "head_size": %d, "num_hidden_layers": %d,
            "num_key_value_heads": %d,
            "inputs": {"input_ids": "input_ids", "attention_mask": "attention_mask",
              "past_key_names": "past_key_values.%%d.key",
              "past_value_names": "past_key_values.%%d.value"},
            "outputs": {"logits": "logits", "present_key_names": "present.%%d.key",
              "present_value_names": "present.%%d.value"}}},
         "search": {"past_present_share_buffer": true}}
        """
        .formatted(
            RandomGraph.CONTEXT,
            VOCABULARY,
            RandomGraph.HEAD_SIZE,
            RandomGraph.LAYERS,
            RandomGraph.KEY_VALUE_HEADS);
  }

  private static ObjectNode tokenizer(ObjectMapper mapper) {
    ObjectNode root = mapper.createObjectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    ObjectNode vocabulary = mapper.createObjectNode();
    for (int id = 0; id < CONTROLS.size(); id++) {
      vocabulary.put(CONTROLS.get(id), id);
      added
          .addObject()
          .put("id", id)
          .put("content", CONTROLS.get(id))
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    int id = CONTROLS.size();
    int shifted = 0;
    for (int value = 0; value < 256; value++) {
      boolean printable =
          value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
      vocabulary.put(String.valueOf((char) (printable ? value : 256 + shifted++)), id++);
    }
    for (String merge : MERGES) {
      vocabulary.put(merge.replace(" ", ""), id++);
    }
    root.putNull("normalizer");
    byteLevel(root.putObject("pre_tokenizer"));
    root.putNull("post_processor");
    byteLevel(root.putObject("decoder"));
    ObjectNode model = root.putObject("model").put("type", "BPE");
    model.putNull("dropout").putNull("unk_token");
    model.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
    model.put("fuse_unk", false).put("byte_fallback", false).set("vocab", vocabulary);
    MERGES.forEach(model.putArray("merges")::add);
    return root;
  }

  private static void byteLevel(ObjectNode node) {
    node.put("type", "ByteLevel").put("add_prefix_space", false);
    node.put("trim_offsets", true).put("use_regex", true);
  }
}
