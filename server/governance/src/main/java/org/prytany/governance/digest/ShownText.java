package org.prytany.governance.digest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text without what pages do not show of it: comments, and what stands inside of tags. Members
 * vote on what they see, so that what nobody sees must not explain a payment. Everything else stays
 * at its offset.
 */
final class ShownText {

  private static final Pattern COMMENT =
      Pattern.compile(
          "<!--.*?(?:-->|\\z)|^ {0,3}\\[[^\\]\\n]{0,200}\\]:[ \\t]*<?#>?(?:[ \\t][^\\n]*)?$",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern TAG =
      Pattern.compile("</?[a-zA-Z][a-zA-Z0-9-]{0,30}(?:\\s[^>]{0,2000})?>");
  private static final Pattern DIGIT = Pattern.compile("\\d");

  private final String text;
  private final boolean hidesNumbers;

  ShownText(String raw) {
    StringBuilder shown = new StringBuilder(raw);
    boolean hides = blank(shown, COMMENT.matcher(raw));
    blank(shown, TAG.matcher(shown.toString()));
    text = shown.toString();
    hidesNumbers = hides;
  }

  /** The text, with blanks where something is not shown. */
  String text() {
    return text;
  }

  /** Whether a comment has amounts or addresses, or looks like it. */
  boolean hidesNumbers() {
    return hidesNumbers;
  }

  private static boolean blank(StringBuilder shown, Matcher hidden) {
    boolean numbers = false;
    while (hidden.find()) {
      numbers |= DIGIT.matcher(hidden.group()).find();
      for (int i = hidden.start(); i < hidden.end(); i++) {
        if (shown.charAt(i) != '\n') {
          shown.setCharAt(i, ' ');
        }
      }
    }
    return numbers;
  }
}
