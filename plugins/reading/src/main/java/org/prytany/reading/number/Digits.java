package org.prytany.reading.number;

/** Digits of all scripts. */
public final class Digits {

  private static final String ARABIC_MARKS = "\u066b\u066c";
  private static final String OUR_MARKS = ".,";

  private Digits() {}

  /** Digits of other scripts, and the marks between Arabic ones, each in its place, as ours. */
  public static String asOurs(String text) {
    StringBuilder digits = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int value = c > '9' ? Character.digit(c, 10) : -1;
      int mark = ARABIC_MARKS.indexOf(c);
      if (value >= 0) {
        digits.setCharAt(i, (char) ('0' + value));
      } else if (mark >= 0) {
        digits.setCharAt(i, OUR_MARKS.charAt(mark));
      }
    }
    return digits.toString();
  }
}
