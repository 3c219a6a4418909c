package org.prytany.cli;

import java.util.ArrayList;
import java.util.List;

/** Text of strangers in the columns of a terminal. */
public final class Columns {

  private Columns() {}

  /** Proposal text is hostile: what it hides is shown, and no control character of it gets out. */
  public static String safe(String text) {
    return shown(text, "");
  }

  /** As {@link #safe}, with its line breaks. */
  public static String safeLines(String text) {
    return shown(text.replace("\r\n", "\n"), "\n");
  }

  /**
   * @param kept white space that stays as it is
   */
  private static String shown(String text, String kept) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (kept.indexOf(point) >= 0) {
                out.appendCodePoint(point);
              } else if (Character.isWhitespace(point)) {
                out.append(' ');
              } else if (isHidden(point)) {
                out.append("[U+").append(String.format("%04X", point)).append(']');
              } else {
                out.appendCodePoint(point);
              }
            });
    return out.toString();
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      // Letters and signs that are drawn as nothing, and selectors that change nothing but the
      // bytes.
      default ->
          point == 0x034F
              || point == 0x115F
              || point == 0x1160
              || point == 0x2800
              || point == 0x3164
              || point == 0xFFA0
              || (point >= 0xE0000 && point <= 0xE0FFF);
    };
  }

  /** How many columns a text takes. */
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int point) {
    int kind = Character.getType(point);
    if (kind == Character.NON_SPACING_MARK || kind == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (point >= 0x1100 && point <= 0x115F)
            || (point >= 0x2E80 && point <= 0xA4CF)
            || (point >= 0xAC00 && point <= 0xD7A3)
            || (point >= 0xF900 && point <= 0xFAFF)
            || (point >= 0xFE30 && point <= 0xFE6F)
            || (point >= 0xFF00 && point <= 0xFF60)
            || (point >= 0xFFE0 && point <= 0xFFE6)
            || (point >= 0x1F300 && point <= 0x1FAFF)
            || (point >= 0x20000 && point <= 0x3FFFD);
    return wide ? 2 : 1;
  }

  /** Lines of at most so many columns, broken at blanks, and within words that are longer. */
  static List<String> wrapped(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int taken = 0;
    for (String word : safe(text).strip().split(" +")) {
      for (String piece : pieces(word, columns)) {
        int wide = width(piece);
        if (taken > 0 && taken + 1 + wide > columns) {
          lines.add(line.toString());
          line.setLength(0);
          taken = 0;
        }
        if (taken > 0) {
          line.append(' ');
          taken++;
        }
        line.append(piece);
        taken += wide;
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private static List<String> pieces(String word, int columns) {
    if (width(word) <= columns) {
      return List.of(word);
    }
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int taken = 0;
    for (int point : word.codePoints().toArray()) {
      if (taken + width(point) > columns) {
        pieces.add(piece.toString());
        piece.setLength(0);
        taken = 0;
      }
      piece.appendCodePoint(point);
      taken += width(point);
    }
    pieces.add(piece.toString());
    return pieces;
  }

  /** The text and as many blanks as fill the columns. */
  static String filled(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }
}
