package org.prytany.verify.abi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function as people write it: "function mint(address to, uint256 amount) external". */
final class Signatures {

  private static final Pattern FUNCTION =
      Pattern.compile("\\s*function\\s+([A-Za-z_$][\\w$]{0,127})\\s*\\((.*)", Pattern.DOTALL);
  private static final Pattern READS = Pattern.compile("\\b(?:view|pure)\\b");

  /** A type, where it is kept ("calldata"), and a name; a struct's members stand before. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "([a-z][a-z0-9]*)((?:\\[\\d*])*+)(?:\\s+(?:calldata|memory|storage|payable))?(?:\\s+([A-Za-z_$][\\w$]*))?");

  private static final Pattern STRUCT =
      Pattern.compile("((?:\\[\\d*])*+)(?:\\s+(?:calldata|memory))?(?:\\s+([A-Za-z_$][\\w$]*))?");

  private Signatures() {}

  /**
   * As an entry of an ABI; empty for what is no function, or has a type that only a compiler knows
   * (structs by their names).
   */
  static Optional<ObjectNode> parse(String written) {
    Matcher function = FUNCTION.matcher(written);
    if (!function.matches()) {
      return Optional.empty();
    }
    String rest = function.group(2);
    int end = closing(rest);
    Optional<ArrayNode> inputs = end < 0 ? Optional.empty() : parameters(rest.substring(0, end));
    if (inputs.isEmpty()) {
      return Optional.empty();
    }
    String after = rest.substring(end + 1).replaceAll("\\breturns\\b.*", "");
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("type", "function").put("name", function.group(1));
    entry.set("inputs", inputs.get());
    entry.put("stateMutability", READS.matcher(after).find() ? "view" : "nonpayable");
    return Optional.of(entry);
  }

  /** Where the bracket closes that is open at the start; -1 if nowhere. */
  private static int closing(String text) {
    int open = 1;
    for (int i = 0; i < text.length(); i++) {
      open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<ArrayNode> parameters(String list) {
    ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
    for (String part : split(list)) {
      Optional<ObjectNode> parameter = parameter(part.strip());
      if (parameter.isEmpty()) {
        return Optional.empty();
      }
      inputs.add(parameter.get());
    }
    return Optional.of(inputs);
  }

  private static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char at = list.charAt(i);
      depth += at == '(' ? 1 : at == ')' ? -1 : 0;
      if (at == ',' && depth == 0) {
        parts.add(list.substring(start, i));
        start = i + 1;
      }
    }
    if (!list.isBlank()) {
      parts.add(list.substring(start));
    }
    return parts;
  }

  private static Optional<ObjectNode> parameter(String written) {
    String tuple = written.startsWith("tuple") ? written.substring("tuple".length()) : written;
    if (tuple.startsWith("(")) {
      return struct(tuple.substring(1));
    }
    Matcher plain = PARAMETER.matcher(written);
    if (!plain.matches()) {
      return Optional.empty();
    }
    String type = plain.group(1);
    String whole = type.equals("uint") || type.equals("int") ? type + "256" : type;
    return Optional.of(named(plain.group(3)).put("type", whole + plain.group(2)));
  }

  private static Optional<ObjectNode> struct(String rest) {
    int end = closing(rest);
    if (end < 0) {
      return Optional.empty();
    }
    Matcher after = STRUCT.matcher(rest.substring(end + 1));
    Optional<ArrayNode> members = parameters(rest.substring(0, end));
    if (members.isEmpty() || !after.matches()) {
      return Optional.empty();
    }
    ObjectNode parameter = named(after.group(2)).put("type", "tuple" + after.group(1));
    parameter.set("components", members.get());
    return Optional.of(parameter);
  }

  private static ObjectNode named(@org.jspecify.annotations.Nullable String name) {
    return JsonNodeFactory.instance.objectNode().put("name", name == null ? "" : name);
  }
}
