package org.prytany.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.cli.Columns;

/**
 * What a server answers, as an assistant gets it. Whatever may come from a proposal, a contract or
 * a token stands under {@value #UNTRUSTED}: every string does that is no number, hash, address or
 * time and that the server did not write by itself. It is bounded, and what it hides is shown.
 */
final class Marked {

  /** The one field of an object that a stranger's text stands in. */
  static final String UNTRUSTED = "untrusted text";

  /** In place of what a list has beyond the longest. */
  static final String LEFT_OUT = "left out";

  private static final int LONGEST_TEXT = 2_000;
  private static final int LONGEST_LIST = 200;
  private static final int LONGEST_OWN = 600;

  /** Fields that the server fills from lists of its own, or that its operator chose. */
  private static final Set<String> OWN =
      Set.of(
          "dao",
          "state",
          "kind",
          "severity",
          "code",
          "status",
          "support",
          "act",
          "by",
          "manner",
          "method",
          "family",
          "role",
          "scope",
          "duty",
          "agreement",
          "words",
          "next",
          "paidBefore",
          "recent",
          "used",
          "knownInterface");

  /** What nobody reads: bytes, places in a text, hashes of hashes, how a digest was made. */
  private static final Set<String> DROPPED =
      Set.of(
          "calldata",
          "selector",
          "start",
          "end",
          "pieces",
          "mark",
          "repaired",
          "evidence",
          "models",
          "modelSha256",
          "millis",
          "runtime",
          "device",
          "algorithm",
          "promptVersion",
          "nested",
          "hash",
          "key",
          "labels",
          "explorer",
          "typedData");

  /** A number, "0x"-hex, a hash, or a time. */
  private static final Pattern MACHINES =
      Pattern.compile(
          "-?\\d{1,100}+(?:\\.\\d{1,100}+)?|0x[0-9a-fA-F]{1,130}+|[0-9a-f]{64}"
              + "|\\d{4}-\\d\\d-\\d\\d(?:T[0-9:.]{5,20}+Z)?");

  private Marked() {}

  /** The answer with every stranger's string marked. */
  static JsonNode of(JsonNode answer) {
    return of("", answer, Map.of());
  }

  /**
   * As {@link #of(JsonNode)}.
   *
   * @param longest how long a text may be by its field, in characters, where it is not as usual
   */
  static JsonNode of(JsonNode answer, Map<String, Integer> longest) {
    return of("", answer, longest);
  }

  private static JsonNode of(String field, JsonNode node, Map<String, Integer> longest) {
    if (node.isObject()) {
      ObjectNode marked = JsonNodeFactory.instance.objectNode();
      node.properties().stream()
          .filter(entry -> !DROPPED.contains(entry.getKey()))
          .forEach(
              entry ->
                  marked.set(name(entry.getKey()), of(entry.getKey(), entry.getValue(), longest)));
      return marked;
    }
    if (node.isArray()) {
      return list(field, node, longest);
    }
    return node.isTextual() ? text(field, node.textValue(), longest) : node;
  }

  private static ArrayNode list(String field, JsonNode node, Map<String, Integer> longest) {
    ArrayNode marked = JsonNodeFactory.instance.arrayNode();
    for (JsonNode one : node) {
      if (marked.size() == LONGEST_LIST) {
        marked.addObject().put(LEFT_OUT, node.size() - LONGEST_LIST);
        break;
      }
      marked.add(of(field, one, longest));
    }
    return marked;
  }

  private static JsonNode text(String field, String text, Map<String, Integer> longest) {
    boolean plain =
        MACHINES.matcher(text).matches() || (OWN.contains(field) && text.length() <= LONGEST_OWN);
    return plain
        ? JsonNodeFactory.instance.textNode(Columns.safe(text))
        : untrusted(text, longest.getOrDefault(field, LONGEST_TEXT));
  }

  /** Maps have names of strangers for keys only where an answer is none of ours. */
  private static String name(String key) {
    return Columns.safe(key.length() > 80 ? key.substring(0, 80) : key);
  }

  private static ObjectNode untrusted(String text, int longest) {
    int whole = text.codePointCount(0, text.length());
    String cut = whole <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest));
    ObjectNode marked = JsonNodeFactory.instance.objectNode();
    marked.put(UNTRUSTED, Columns.safeLines(cut));
    if (whole > longest) {
      marked.put(LEFT_OUT, whole - longest + " characters");
    }
    return marked;
  }
}
