package org.prytany.governance.reading;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a text is code: there, pages show marks and tags as they are. */
public final class MarkdownCode {

  private static final Pattern FENCE = Pattern.compile("(?m)^ {0,3}(?:>[ >]{0,6})?(```+|~~~+)");
  private static final Pattern INLINE = Pattern.compile("(?<!`)(`{1,2})(?!`)[^`\\n]++\\1(?!`)");

  private final BitSet code = new BitSet();

  MarkdownCode(String text) {
    Matcher fences = FENCE.matcher(text);
    int open = -1;
    char mark = 0;
    while (fences.find()) {
      char found = fences.group(1).charAt(0);
      if (open < 0) {
        open = fences.start();
        mark = found;
      } else if (found == mark) {
        code.set(open, fences.end());
        open = -1;
      }
    }
    if (open >= 0) {
      code.set(open, text.length());
    }
    Matcher inline = INLINE.matcher(text);
    while (inline.find()) {
      code.set(inline.start(), inline.end());
    }
  }

  public boolean covers(int offset) {
    return code.get(offset);
  }
}
