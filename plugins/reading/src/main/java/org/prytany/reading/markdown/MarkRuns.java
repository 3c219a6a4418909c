package org.prytany.reading.markdown;

/**
 * Bounds runs of combining marks. No script piles more than a few on a letter, while Java's word
 * boundary and its normalizer walk back over all of them, once for each. The most is that of the
 * stream-safe text format (Unicode Standard Annex 15).
 */
public final class MarkRuns {

  private static final int MOST = 30;

  /** Takes up a place and is seen nowhere: the word joiner, which ends a run to Java. */
  private static final char NOTHING = '\u2060';

  /** Marks of emphasis, which readers leave out between the characters of a word. */
  private static final String LEFT_OUT = "*_`~\\";

  private int run;

  /** A text with as many UTF-16 units, each at its place, with nothing for the marks in excess. */
  public static String bounded(String text) {
    StringBuilder bounded = null;
    MarkRuns marks = new MarkRuns();
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int next = i + Character.charCount(point);
      if (!marks.take(point)) {
        bounded = bounded == null ? new StringBuilder(text) : bounded;
        for (int unit = i; unit < next; unit++) {
          bounded.setCharAt(unit, NOTHING);
        }
      }
      i = next;
    }
    return bounded == null ? text : bounded.toString();
  }

  /** Counts a character; false for a mark in excess. */
  boolean take(int point) {
    if (isMark(point)) {
      run++;
      return run <= MOST;
    }
    if (Character.getType(point) != Character.FORMAT && LEFT_OUT.indexOf(point) < 0) {
      run = 0;
    }
    return true;
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      // The halfwidth sound marks of kana, which become combining ones when normalized.
      default -> point == 0xff9e || point == 0xff9f;
    };
  }
}
