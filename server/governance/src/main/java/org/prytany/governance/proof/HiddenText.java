package org.prytany.governance.proof;

import java.util.BitSet;
import java.util.List;
import org.prytany.spi.Span;

/** Places of a description that are struck out or folded away: nobody stands by them. */
final class HiddenText {

  private static final List<String> MARKS = List.of("~~", "del", "s", "strike", "details");

  private final BitSet hidden = new BitSet();

  /** The cost grows with the length of the text. */
  HiddenText(String text) {
    String lower = lower(text);
    for (String mark : MARKS) {
      boolean tag = !mark.equals("~~");
      String closing = tag ? "</" + mark + ">" : mark;
      int at = 0;
      while (true) {
        int open = tag ? tag(lower, mark, at) : strike(lower, at);
        int close = open < 0 ? -1 : lower.indexOf(closing, open + mark.length());
        if (close < 0) {
          break;
        }
        hidden.set(open, close);
        at = close + closing.length();
      }
    }
  }

  private static int tag(String text, String name, int from) {
    for (int at = text.indexOf("<" + name, from); at >= 0; at = text.indexOf("<" + name, at + 1)) {
      int behind = at + 1 + name.length();
      if (behind < text.length() && !Character.isLetterOrDigit(text.charAt(behind))) {
        return at;
      }
    }
    return -1;
  }

  private static int strike(String text, int from) {
    for (int at = text.indexOf("~~", from); at >= 0; at = text.indexOf("~~", at)) {
      int end = at;
      while (end < text.length() && text.charAt(end) == '~') {
        end++;
      }
      if (end - at == 2) {
        return at;
      }
      at = end;
    }
    return -1;
  }

  /** Whether any of a place is hidden. */
  boolean touches(Span span) {
    int next = hidden.nextSetBit(span.start());
    return next >= 0 && next < span.end();
  }

  /** Tags in small letters; every place stays where it is. */
  private static String lower(String text) {
    char[] letters = text.toCharArray();
    for (int i = 0; i < letters.length; i++) {
      letters[i] = letters[i] >= 'A' && letters[i] <= 'Z' ? (char) (letters[i] + 32) : letters[i];
    }
    return new String(letters);
  }
}
