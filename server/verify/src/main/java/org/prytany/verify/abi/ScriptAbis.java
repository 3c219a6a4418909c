package org.prytany.verify.abi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ABIs that a package keeps as constants of JavaScript or TypeScript: lists of entries as compilers
 * write them, and lists of signatures as people do ("function mint(address to) external"). Nothing
 * of a script is run: only the literal behind a name is read.
 *
 * <p>Sources: abitype, "Human-Readable ABI"; ethers, "Human-Readable ABI".
 */
final class ScriptAbis {

  /** "export const IPool_ABI = [", "abi: [" and, typed, "const abi: Abi = [". */
  private static final Pattern LIST =
      Pattern.compile(
          "([A-Za-z_$][\\w$]{0,127})(?:\\s{0,4}:\\s{0,4}[\\w.<>]{1,64})?\\s{0,4}[=:]\\s{0,20}\\[");

  private static final JsonMapper LITERALS =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private ScriptAbis() {}

  /** Whether a file of that name may be a script. */
  static boolean isScript(String name) {
    return name.matches("(?i).*(?<!\\.d)\\.(?:js|mjs|cjs|ts|mts|cts)");
  }

  /** The lists of functions in a script, each under the name of its constant. */
  static Map<String, JsonNode> in(String script) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    Matcher lists = LIST.matcher(script);
    int from = 0;
    while (lists.find(from)) {
      int start = lists.end() - 1;
      from = lists.end();
      try (JsonParser parser = LITERALS.createParser(script.substring(start))) {
        JsonNode list = LITERALS.readTree(parser);
        ArrayNode abi = abi(list);
        if (!abi.isEmpty()) {
          found.putIfAbsent(lists.group(1), abi);
          from = start + (int) parser.currentLocation().getCharOffset();
        }
      } catch (JsonProcessingException e) {
        // An expression, and no literal: what it comes to is not known without running it.
        continue;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return found;
  }

  private static ArrayNode abi(JsonNode list) {
    ArrayNode abi = LITERALS.createArrayNode();
    for (JsonNode entry : list) {
      if (entry.isObject() && entry.path("type").asText("").equals("function")) {
        abi.add(entry);
      } else if (entry.isTextual()) {
        Signatures.parse(entry.asText()).ifPresent(abi::add);
      }
    }
    return abi;
  }
}
