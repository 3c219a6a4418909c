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
import java.util.Map;
import java.util.regex.Pattern;
import org.prytany.cli.ApiClient;

/**
 * A real proposal with the calls that were published with it.
 *
 * @param resolved whether the collection knows every call whole, its function included
 * @param whole whether it has all bytes of every call: what it cut no server can read
 * @param encoding "calldata", "json", "solidity-source" or "cosmos-json"
 */
record Published(
    String id,
    String source,
    String encoding,
    boolean resolved,
    boolean whole,
    String title,
    String text,
    ArrayNode actions) {

  private static final Map<String, List<String>> OWNERS =
      Map.of(
          "celo",
          List.of(
              "0xD533Ca259b330c7A88f74E000a3FaEa2d63B7972",
              "0xD533Ca259b330c7A88f74E000a3FaEa2d63B7972"),
          "ens",
          List.of(
              "0x323A76393544d5ecca80cd6ef2A560C6a395b7E3",
              "0xFe89cc7aBB2C4183683ab71653C4cdc9B02D44b7"));

  /** A literal, or a name, in however many casts: "payable(address(COLLECTOR))". */
  private static final Pattern VALUE =
      Pattern.compile(
          "0x[0-9a-fA-F]*+|-?\\d[\\d_]*+(?:e\\d{1,3})?|\"[^\"]*+\"|\\[[^\\[\\]]*+\\]|"
              + "(?:[A-Za-z_]\\w{0,60}\\(){0,5}[A-Za-z_][\\w.]{0,200}\\){0,5}|");

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
                  resolved(given),
                  whole(given),
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

  /** Whether every call is known whole: neither an unknown selector nor bytes that were cut. */
  private static boolean resolved(JsonNode given) {
    for (JsonNode action : given.path("actions")) {
      if (!action.path("resolved").asBoolean(true)) {
        return false;
      }
    }
    return true;
  }

  private static boolean whole(JsonNode given) {
    for (JsonNode action : given.path("actions")) {
      boolean cut = isCut(action.path("calldata"));
      for (JsonNode argument : action.path("args")) {
        cut |= isCut(argument);
      }
      if (cut) {
        return false;
      }
    }
    return given.path("actions_total").asInt(0) <= given.path("actions").size();
  }

  private static boolean isCut(JsonNode bytes) {
    return bytes.asText("").contains("cut]");
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
      for (String field : List.of("target", "signature", "value", "args", "calldata", "address")) {
        JsonNode value = action.path(field);
        // Bytes that the collection cut are no calldata.
        if (!value.isMissingNode() && !value.isNull() && !isCut(value)) {
          call.set(field, value);
        }
      }
      if (!call.has("args")) {
        call.putArray("args");
      }
    }
    return calls;
  }

  /** Whether its calls are real ones, and not source code. */
  boolean hasCalls() {
    return encoding.equals("calldata") || encoding.equals("json");
  }

  /**
   * Whether every argument is a value or a name, as a chain has it. Source code passes structs and
   * sums as well ("Listing(asset, debtCeiling: 0)"), of which nobody can tell what the bytes would
   * be: that such a call is not known says nothing about the server.
   */
  boolean hasValues() {
    for (JsonNode action : actions) {
      for (JsonNode argument : action.path("args")) {
        if (!VALUE.matcher(argument.asText("").strip()).matches()) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether its calls are written in a language, and not as a chain has them. */
  boolean isSource() {
    return encoding.equals("solidity-source");
  }

  /**
   * Whether the goals are about it.
   *
   * @param taught whether the server was given ABIs: then it may know what the collection does not
   */
  boolean counts(boolean taught) {
    return hasCalls() && (taught ? whole : resolved);
  }

  /**
   * The DAO's own accounts, as an operator would configure them; {governor, treasury}, or nothing
   * for collections of which the calls are not made by one account.
   */
  List<String> owner() {
    return OWNERS.getOrDefault(source, List.of());
  }

  /** Which half of the proposals it belongs to: rules were only tuned on the first. */
  boolean inFirstHalf() {
    return Integer.parseInt(Changes.sha256(id).substring(0, 2), 16) % 2 == 0;
  }
}
