package org.prytany.alerts.channel;

import java.util.function.UnaryOperator;

/**
 * Writes a text for a place of limited size, counted in UTF-16 units as it is escaped: at least as
 * many as any service counts that counts characters. Nothing is cut within a character, within what
 * escapes one, or within what {@link Untrusted} wrote in brackets.
 */
final class Fitting {

  private static final String CUT = "…";

  private Fitting() {}

  static String all(String text, UnaryOperator<String> escape) {
    return cut(text, Integer.MAX_VALUE, escape);
  }

  /**
   * @return "" if not even the sign that it is cut has room
   */
  static String cut(String text, int most, UnaryOperator<String> escape) {
    StringBuilder out = new StringBuilder();
    int end = 0;
    for (int i = 0; i < text.length(); ) {
      int next = afterToken(text, i);
      for (int j = i; j < next; ) {
        int after = text.offsetByCodePoints(j, 1);
        out.append(escape.apply(text.substring(j, after)));
        j = after;
      }
      if (out.length() > most) {
        out.setLength(Math.max(end, 0));
        return most < CUT.length() ? "" : out.append(CUT).toString();
      }
      if (out.length() <= most - CUT.length()) {
        end = out.length();
      }
      i = next;
    }
    return out.toString();
  }

  /** Behind the character at {@code from}, or behind the short bracket that opens there. */
  private static int afterToken(String text, int from) {
    if (text.charAt(from) == '[') {
      int close = text.indexOf(']', from);
      if (close >= 0 && close - from < "[U+10FFFF]".length()) {
        return close + 1;
      }
    }
    return text.offsetByCodePoints(from, 1);
  }
}
