package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.prytany.cli.ApiClient;

/**
 * A real proposal with the calls that were published with it.
 *
 * @param encoding "calldata", "json", "solidity-source" or "cosmos-json"
 */
record Published(
    String id, String source, String encoding, String title, String text, ArrayNode actions) {

  private static final String FILE = "proposals-dev.jsonl";

  /** Proposals with calls, from a file of lines or from the one in a folder. */
  static List<Published> read(Path corpus, boolean withSummary) throws IOException {
    Path file = Files.isDirectory(corpus) ? corpus.resolve(FILE) : corpus;
    List<Published> all = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode given = ApiClient.JSON.readTree(line);
        if (given.path("actions").isArray() && !given.path("actions").isEmpty()) {
          all.add(
              new Published(
                  given.path("id").asText(),
                  given.path("source").asText(),
                  given.path("actions").path(0).path("encoding").asText(),
                  given.path("title").asText(""),
                  text(given, withSummary),
                  calls(given)));
        }
      }
    }
    return all;
  }

  /** The text as its authors had it: with the summary that was cut out to score digests. */
  private static String text(JsonNode given, boolean withSummary) {
    StringBuilder text = new StringBuilder();
    if (withSummary) {
      section(
          text, given.path("summary_heading").asText(""), given.path("author_summary").asText(""));
      for (JsonNode other : given.path("other_summaries")) {
        section(text, other.path("heading").asText(""), other.path("text").asText(""));
      }
    }
    return text.append(given.path("body").asText("")).toString();
  }

  private static void section(StringBuilder text, String heading, String words) {
    if (!words.isBlank()) {
      text.append("## ").append(heading.isBlank() ? "summary" : heading).append("\n\n");
      text.append(words.strip()).append("\n\n");
    }
  }

  private static ArrayNode calls(JsonNode given) {
    ArrayNode calls = ApiClient.JSON.createArrayNode();
    for (JsonNode action : given.path("actions")) {
      ObjectNode call = calls.addObject();
      for (String field : List.of("target", "signature", "value", "args", "calldata")) {
        JsonNode value = action.path(field);
        // Bytes that the collection cut are no calldata.
        if (!value.isMissingNode() && !value.isNull() && !value.asText("").contains("cut]")) {
          call.set(field, value);
        }
      }
      if (!call.has("args")) {
        call.putArray("args");
      }
    }
    return calls;
  }

  boolean counts() {
    return encoding.equals("calldata") || encoding.equals("json");
  }

  /** Which half of the proposals it belongs to: rules were only tuned on the first. */
  boolean inFirstHalf() {
    return Integer.parseInt(Changes.sha256(id).substring(0, 2), 16) % 2 == 0;
  }
}
