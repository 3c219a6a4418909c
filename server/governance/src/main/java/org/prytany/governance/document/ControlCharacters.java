package org.prytany.governance.document;

/**
 * Characters that mean something to a terminal or to C, and halves of characters. No text needs
 * them. They are shown as what CommonMark makes of NUL, so that nobody reads over them: a program
 * that drops them would read "5\0 00" as 500.
 */
public final class ControlCharacters {

  private static final char REPLACEMENT = '\uFFFD';

  private ControlCharacters() {}

  /** The text with U+FFFD for each, as long as it was. */
  static String shown(String raw) {
    StringBuilder shown = null;
    boolean first = true;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean none = isControl(c) || isHalf(raw, i);
      // Before the first word it stands between nothing, and must not keep a heading from being
      // one.
      char instead = none && !first ? REPLACEMENT : none || isBlank(c) ? ' ' : c;
      first &= Character.isWhitespace(instead);
      if (instead != c) {
        shown = shown == null ? new StringBuilder(raw) : shown;
        shown.setCharAt(i, instead);
      }
    }
    return shown == null ? raw : shown.toString();
  }

  /** Whether it is a control character that texts do not have for their layout. */
  public static boolean isControl(char c) {
    return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r' && !isBlank(c);
  }

  /** Vertical tab, form feed and the next-line of mainframes only move on. */
  private static boolean isBlank(char c) {
    return c == '\u000b' || c == '\f' || c == '\u0085';
  }

  private static boolean isHalf(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
