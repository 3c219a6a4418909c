package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationFolderTest {

  private static final String CONFIG =
      """
      {"model": {"context_length": 64, "vocab_size": 300, "eos_token_id": [2, 0],
        "decoder": {"filename": "model.onnx", "head_size": 8, "num_hidden_layers": 2,
          "num_key_value_heads": 1,
          "inputs": {"input_ids": "input_ids", "attention_mask": "attention_mask",
            "past_key_names": "past.%d.key", "past_value_names": "past.%d.value"},
          "outputs": {"logits": "logits", "present_key_names": "present.%d.key",
            "present_value_names": "present.%d.value"}}},
       "search": {"past_present_share_buffer": true}}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void graph() throws IOException {
    Files.writeString(folder.resolve("model.onnx"), "");
  }

  @Test
  void readsWhatTheExporterWrote() throws IOException {
    GenerationConfig config = read(CONFIG);
    assertThat(config.graph()).isEqualTo(folder.resolve("model.onnx"));
    assertThat(config.layers()).isEqualTo(2);
    assertThat(config.keyValueHeads()).isEqualTo(1);
    assertThat(config.headSize()).isEqualTo(8);
    assertThat(config.vocabulary()).isEqualTo(300);
    assertThat(config.contextLength()).isEqualTo(64);
    assertThat(config.endIds()).containsExactlyInAnyOrder(0, 2);
    assertThat(config.names().positions()).isEmpty();
    assertThat(GenerationConfig.Names.layer(config.names().pastKey(), 1)).isEqualTo("past.1.key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "\"context_length\": 64; \"context_length\": 0; model.context_length",
        "\"num_hidden_layers\": 2; \"num_hidden_layers\": 5000; num_hidden_layers",
        "[2, 0]; [2, 300]; model.eos_token_id",
        "[2, 0]; []; model.eos_token_id",
        "past.%d.key; past.key; past_key_names",
        "\"logits\": \"logits\"; \"logits\": \"\"; outputs.logits",
        "buffer\": true; buffer\": false; past_present_share_buffer",
        "model.onnx; ../model.onnx; outside",
        "model.onnx; other.onnx; other.onnx",
        "\"search\"; search; no JSON"
      })
  void namesTheFileAndWhatIsWrong(String right, String wrong, String said) {
    assertThatThrownBy(() -> read(CONFIG.replace(right, wrong)))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("genai_config.json")
        .hasMessageContaining(said)
        .hasMessageContaining("Export the model again");
  }

  @Test
  void aFolderWithoutItsFileIsRefused() {
    assertThatThrownBy(() -> GenerationFolder.read(folder))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("genai_config.json");
  }

  private GenerationConfig read(String text) throws IOException {
    Files.writeString(folder.resolve(GenerationFolder.CONFIG), text);
    return GenerationFolder.read(folder);
  }
}
