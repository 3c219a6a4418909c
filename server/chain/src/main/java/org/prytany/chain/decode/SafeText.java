package org.prytany.chain.decode;

import java.util.Optional;
import org.prytany.chain.abi.AbiValue;

/** Makes text of a contract harmless before a person reads it. */
public final class SafeText {
  private static final int LONGEST_SYMBOL = 20;
  private static final int LONGEST_VALUE = 120;

  private SafeText() {}

  /**
   * A token symbol without control, bidirectional, invisible, private and blank characters, so that
   * it cannot pose as a part of the sentence around it; at most 20 characters. Empty when nothing
   * is left.
   */
  static Optional<String> symbol(String claimed) {
    StringBuilder kept = new StringBuilder();
    claimed
        .codePoints()
        .filter(SafeText::visible)
        .limit(LONGEST_SYMBOL)
        .forEach(kept::appendCodePoint);
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept.toString());
  }

  /**
   * A decoded value as part of a sentence: one line, 120 characters at most, no invisible or
   * direction-changing ones.
   */
  public static String value(AbiValue value) {
    String shown = value.shown();
    return value instanceof AbiValue.Raw raw && raw.text()
        ? cut(oneLine(shown), shown.length())
        : cut(shown, shown.length());
  }

  /** A stranger's words as part of a sentence, as {@link #value} shows them. */
  public static String words(String said) {
    return cut(oneLine(said), said.length());
  }

  private static String oneLine(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .limit(2L * LONGEST_VALUE)
        .filter(c -> c == ' ' || c == '(' || c == ')' || visible(c))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static String cut(String shown, int whole) {
    return shown.length() <= LONGEST_VALUE
        ? shown
        : shown.substring(0, LONGEST_VALUE) + "… (" + whole + " characters)";
  }

  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> codePoint != '\uFFFD' && codePoint != '(' && codePoint != ')';
    };
  }
}
