package org.prytany.governance.comparison;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/** How many bytes the arguments of a call take, by the types that its function has for them. */
final class EncodedLength {

  private static final int WORD = 32;
  private static final int WORD_DIGITS = 64;

  /** Lists may point to one place many times; nobody writes so much. */
  private static final int MOST_STEPS = 20_000;

  private static final Pattern STATIC = Cues.pattern(EncodedLength.class, "static");

  private final String digits;
  private int steps;

  private EncodedLength(String digits) {
    this.digits = digits;
  }

  /**
   * @param digits the encoded arguments in hex, without "0x" and selector
   * @return in bytes, from the first one to the last one that an argument is made of; empty where
   *     the data are not what the types take, or too much to tell
   */
  static OptionalInt of(List<String> types, String digits) {
    try {
      return OptionalInt.of(new EncodedLength(digits).sequence(types, 0));
    } catch (IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }

  private int sequence(List<String> types, int base) {
    int head = base;
    int end = base;
    for (String type : types) {
      if (++steps > MOST_STEPS) {
        throw new IllegalArgumentException("too many parts");
      }
      if (isDynamic(type)) {
        end = Math.max(end, value(type, base + number(head)));
        head += WORD;
      } else {
        head += size(type);
      }
    }
    return Math.max(end, head);
  }

  private int value(String type, int at) {
    if (type.endsWith("]")) {
      int open = type.lastIndexOf('[');
      String each = type.substring(0, open);
      boolean counted = open + 2 == type.length();
      int count = counted ? number(at) : count(type, open);
      return sequence(repeated(each, count), counted ? at + WORD : at);
    }
    if (type.startsWith("(")) {
      return sequence(parts(type), at);
    }
    return at + WORD + (number(at) + WORD - 1) / WORD * WORD;
  }

  private static int count(String type, int open) {
    return Integer.parseInt(type.substring(open + 1, type.length() - 1));
  }

  private static List<String> repeated(String type, int count) {
    if (count > MOST_STEPS) {
      throw new IllegalArgumentException("too many parts");
    }
    return Collections.nCopies(count, type);
  }

  private static boolean isDynamic(String type) {
    if (type.endsWith("]")) {
      int open = type.lastIndexOf('[');
      return open + 2 == type.length() || isDynamic(type.substring(0, open));
    }
    if (type.startsWith("(")) {
      return parts(type).stream().anyMatch(EncodedLength::isDynamic);
    }
    return !STATIC.matcher(type).matches();
  }

  private static int size(String type) {
    if (type.endsWith("]")) {
      int open = type.lastIndexOf('[');
      return count(type, open) * size(type.substring(0, open));
    }
    return type.startsWith("(") ? parts(type).stream().mapToInt(EncodedLength::size).sum() : WORD;
  }

  /** The types in the brackets of a struct. */
  private static List<String> parts(String type) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 1;
    for (int i = 1; i < type.length(); i++) {
      char c = type.charAt(i);
      if (depth == 0 && (c == ',' || c == ')')) {
        parts.add(type.substring(from, i));
        from = i + 1;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return parts.stream().filter(part -> !part.isEmpty()).toList();
  }

  private int number(int at) {
    int from = 2 * at;
    if (at < 0 || from + WORD_DIGITS > digits.length()) {
      throw new IllegalArgumentException("no word there");
    }
    BigInteger number = new BigInteger(digits.substring(from, from + WORD_DIGITS), 16);
    if (number.bitLength() > 30 || number.intValue() > digits.length()) {
      throw new IllegalArgumentException("beyond the data");
    }
    return number.intValue();
  }
}
