package org.prytany.chain.decode;

import java.util.Optional;

/** Makes text of a contract harmless before a person reads it. */
final class SafeText {
  private static final int LONGEST_SYMBOL = 20;

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
