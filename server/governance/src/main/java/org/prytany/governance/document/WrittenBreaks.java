package org.prytany.governance.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Line breaks that were written out as a backslash and an n, as a script does that quotes its text
 * once too often. Only where the text has more of them than real ones: a line of code may well have
 * one.
 */
final class WrittenBreaks {

  private static final Pattern WRITTEN = Pattern.compile("(?<!\\\\)(?:\\\\r)?\\\\n");
  private static final Pattern OTHERS = Pattern.compile("(?<!\\\\)\\\\([rt\"'])");

  private WrittenBreaks() {}

  static void breakLines(StringBuilder text) {
    int real = text.toString().strip().replaceAll("[^\\n]", "").length();
    Matcher written = WRITTEN.matcher(text.toString());
    long count = written.results().count();
    if (count <= real) {
      return;
    }
    written.reset();
    while (written.find()) {
      Description.Filling.with(text, ' ', written.start(), written.end());
      // The break first: a blank before it would stand in its place where blanks are run together.
      text.setCharAt(written.start(), '\n');
    }
    Matcher others = OTHERS.matcher(text.toString());
    while (others.find()) {
      boolean blank = "rt".indexOf(others.group(1).charAt(0)) >= 0;
      text.setCharAt(others.start(), blank ? ' ' : Description.Filling.NOTHING);
      if (blank) {
        text.setCharAt(others.start() + 1, ' ');
      }
    }
  }
}
