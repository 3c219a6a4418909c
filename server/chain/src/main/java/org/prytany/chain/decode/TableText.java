package org.prytany.chain.decode;

import java.util.ArrayList;
import java.util.List;
import org.prytany.chain.abi.AbiType;

/** Takes lines of the function table apart. */
final class TableText {
  private TableText() {}

  /** Parts between separators that stand outside of brackets and quotes, stripped. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (char c : text.toCharArray()) {
      quoted ^= c == '\'';
      if (!quoted) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      if (c == separator && depth == 0 && !quoted) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (depth != 0 || quoted) {
      throw new IllegalArgumentException("a bracket or quote does not end: " + text);
    }
    parts.add(part.toString().strip());
    return parts;
  }

  /** Types with names, e.g. "address to, (address target, bytes data)[] calls". */
  static List<AbiType.Tuple.Member> members(String text) {
    List<AbiType.Tuple.Member> members = new ArrayList<>();
    if (text.isBlank()) {
      return members;
    }
    for (String part : split(text, ',')) {
      int space = part.lastIndexOf(' ');
      if (space < 0) {
        throw new IllegalArgumentException("a parameter without a name: " + text);
      }
      members.add(
          new AbiType.Tuple.Member(
              part.substring(space + 1), type(part.substring(0, space).strip())));
    }
    return members;
  }

  private static AbiType type(String text) {
    if (text.endsWith("[]")) {
      return new AbiType.Items(type(text.substring(0, text.length() - 2)));
    }
    if (text.startsWith("(") && text.endsWith(")")) {
      return new AbiType.Tuple(members(text.substring(1, text.length() - 1)));
    }
    return AbiType.parse(text);
  }
}
