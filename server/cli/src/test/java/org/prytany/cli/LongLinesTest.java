package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.testkit.LongInputs;

/** Files of proposals and of calls, of any length, are read, or refused in words. */
class LongLinesTest {

  private static final List<String> UNITS =
      List.of("[", "{\"a\":", "a", "1", "\"", "\\u0041", "null\n", "{}\n", "[1],", " ");

  @TempDir private Path folder;

  @Test
  void callsOnLittleStack() throws InterruptedException {
    LongInputs.assertRead("calls", UNITS, 40, CommandFailure.class, calls());
  }

  @Test
  void callsInTimeThatGrowsWithThem() {
    LongInputs.assertLinear("calls", List.of("[", "[1],"), CommandFailure.class, calls());
  }

  @Test
  void eachLineOfAFileIsAnsweredForItself() throws IOException {
    String deep = "[".repeat(2_000_000);
    Path source =
        Files.write(folder.resolve("in.jsonl"), List.of(deep, "{", "a".repeat(4_000_000)));
    Path target = folder.resolve("out.jsonl");
    try (ApiClient nobody = new ApiClient(URI.create("http://127.0.0.1:1"))) {
      assertThat(
              new BulkDigest(nobody, 2, new PrintWriter(java.io.Writer.nullWriter()))
                  .run(source, target))
          .isEqualTo(1);
    }

    List<String> lines = Files.readAllLines(target);
    assertThat(lines).hasSize(3);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = ApiClient.JSON.readTree(lines.get(i));
      assertThat(line.path("id").asText()).isEqualTo("line " + (i + 1));
      assertThat(line.path("error").path("code").asText()).isEqualTo("INVALID_INPUT");
      assertThat(line.path("error").path("detail").asText()).hasSizeLessThan(1_000);
    }
  }

  private Consumer<String> calls() {
    return text -> {
      try {
        ActionsFile.into(
            ApiClient.JSON.createObjectNode(),
            Files.writeString(folder.resolve("calls.json"), text));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
