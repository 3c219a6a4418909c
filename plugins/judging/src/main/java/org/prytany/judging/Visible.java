package org.prytany.judging;

import java.util.Optional;

/**
 * Makes seen what a reader would not see: characters that turn the direction of writing, hide what
 * stands beside them, or begin another line.
 */
public final class Visible {

  private Visible() {}

  /**
   * The text on one line: blanks and line ends as one blank each, every other unseen character as
   * its number, e.g. "[U+202E]".
   *
   * @param longest UTF-16 units of the text that are looked at; what is left out leaves "..."
   */
  public static String text(String given, int longest) {
    int end = Math.min(given.length(), longest);
    StringBuilder shown = new StringBuilder(end);
    int at = 0;
    while (at < end) {
      int unit = given.codePointAt(at);
      if (isBlank(unit)) {
        shown.append(' ');
      } else if (isUnseen(unit)) {
        shown.append("[U+%04X]".formatted(unit));
      } else {
        shown.appendCodePoint(unit);
      }
      at += Character.charCount(unit);
    }
    return end < given.length() ? shown.append("...").toString() : shown.toString();
  }

  /** The first character that a reader would not see, as its number; empty if there is none. */
  public static Optional<String> unseen(String given) {
    return given
        .codePoints()
        .filter(unit -> isUnseen(unit) || (isBlank(unit) && unit != ' '))
        .mapToObj("U+%04X"::formatted)
        .findFirst();
  }

  private static boolean isBlank(int unit) {
    return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
  }

  private static boolean isUnseen(int unit) {
    return switch (Character.getType(unit)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      // Joiners are a part of words in some scripts, and of some signs.
      case Character.FORMAT -> unit != 0x200c && unit != 0x200d;
      default -> false;
    };
  }
}
