package org.prytany.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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

  /** Of an answer, in characters. */
  private static final int LARGEST = 200_000;

  /** What stands between two values, in characters. */
  private static final int BETWEEN = 6;

  private static final int DEEPEST = 40;
  private static final int LONGEST_TEXT = 2_000;

  /** Texts that may be longer, by their fields. */
  private static final Map<String, Integer> LONGER = Map.of("description", 20_000);

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
          "where",
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
          "found",
          "models",
          "modelSha256",
          "millis",
          "runtime",
          "device",
          "algorithm",
          "promptVersion",
          "hash",
          "key",
          "labels",
          "ensNames",
          "explorer",
          "typedData");

  /** A number, "0x"-hex, a hash, or a time. */
  private static final Pattern MACHINES =
      Pattern.compile(
          "-?\\d{1,100}+(?:\\.\\d{1,100}+)?|0x[0-9a-fA-F]{1,130}+|[0-9a-f]{64}"
              + "|\\d{4}-\\d\\d-\\d\\d(?:T[0-9:.]{5,20}+Z)?");

  /** How many characters of this answer there may be yet. */
  private int left = LARGEST;

  /**
   * A part of the answer with every stranger's string marked. All parts of an answer are bounded
   * together: of an object its largest fields are cut first, of a list its last elements.
   */
  JsonNode of(JsonNode part) {
    return of("", part, 0);
  }

  private JsonNode of(String field, JsonNode node, int depth) {
    if (node.isContainerNode() && depth == DEEPEST) {
      return JsonNodeFactory.instance.objectNode().put(LEFT_OUT, node.size());
    }
    if (node.isObject()) {
      return object(node, depth);
    }
    if (node.isArray()) {
      return list(field, node, depth);
    }
    if (node.isTextual()) {
      return text(field, node.textValue());
    }
    left -= node.asText().length();
    return node;
  }

  private ObjectNode object(JsonNode node, int depth) {
    List<Map.Entry<String, JsonNode>> fields =
        node.properties().stream().filter(entry -> !DROPPED.contains(entry.getKey())).toList();
    Map<String, JsonNode> marked = new HashMap<>();
    fields.stream()
        .sorted(Comparator.comparingInt(entry -> size(entry.getValue(), left)))
        .takeWhile(entry -> left > 0)
        .forEach(
            entry -> {
              left -= name(entry.getKey()).length() + BETWEEN;
              marked.put(entry.getKey(), of(entry.getKey(), entry.getValue(), depth + 1));
            });
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    fields.stream()
        .map(Map.Entry::getKey)
        .filter(marked::containsKey)
        .forEach(key -> ordered.set(name(key), marked.getOrDefault(key, NullNode.getInstance())));
    if (marked.size() < fields.size()) {
      ordered.put(LEFT_OUT, fields.size() - marked.size() + " fields");
    }
    return ordered;
  }

  /** How many characters stand in it; no more than asked for are counted. */
  private static int size(JsonNode node, int most) {
    int size = node.isContainerNode() ? BETWEEN : node.asText().length();
    for (JsonNode part : node) {
      if (size > most) {
        return size;
      }
      size += size(part, most - size) + BETWEEN;
    }
    return size;
  }

  private ArrayNode list(String field, JsonNode node, int depth) {
    ArrayNode marked = JsonNodeFactory.instance.arrayNode();
    for (JsonNode one : node) {
      int more = node.size() - marked.size();
      if (marked.size() == LONGEST_LIST || left <= 0) {
        marked.addObject().put(LEFT_OUT, more);
        break;
      }
      left -= BETWEEN;
      marked.add(of(field, one, depth + 1));
    }
    return marked;
  }

  private JsonNode text(String field, String text) {
    boolean plain =
        MACHINES.matcher(text).matches() || (OWN.contains(field) && text.length() <= LONGEST_OWN);
    if (!plain) {
      return untrusted(text, LONGER.getOrDefault(field, LONGEST_TEXT));
    }
    String shown = Columns.safe(text);
    left -= shown.length();
    return JsonNodeFactory.instance.textNode(shown);
  }

  /** Maps have names of strangers for keys only where an answer is none of ours. */
  private static String name(String key) {
    return Columns.safe(key.length() > 80 ? key.substring(0, 80) : key);
  }

  /** A text that anybody may have written. */
  ObjectNode untrusted(String text) {
    return untrusted(text, LONGEST_TEXT);
  }

  private ObjectNode untrusted(String text, int longest) {
    int whole = text.codePointCount(0, text.length());
    int kept = Math.min(whole, longest);
    String shown = shown(text, kept);
    while (shown.length() > Math.max(left, 0)) {
      kept /= 2;
      shown = shown(text, kept);
    }
    left -= shown.length() + UNTRUSTED.length() + BETWEEN;
    ObjectNode marked = JsonNodeFactory.instance.objectNode();
    marked.put(UNTRUSTED, shown);
    if (whole > kept) {
      marked.put(LEFT_OUT, whole - kept + " characters");
    }
    return marked;
  }

  private static String shown(String text, int kept) {
    return Columns.safeLines(text.substring(0, text.offsetByCodePoints(0, kept)));
  }
}
