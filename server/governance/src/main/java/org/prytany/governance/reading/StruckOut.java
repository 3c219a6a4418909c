package org.prytany.governance.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.prytany.spi.Span;

/** Words that a text shows as struck out: who reads them reads that they hold no more. */
final class StruckOut {

  private static final List<String> ELEMENTS = List.of("del", "s", "strike");
  private static final String MARK = "~~";

  private StruckOut() {}

  static List<Span> in(String text, MarkdownCode code) {
    List<Span> struck = new ArrayList<>();
    marked(text, code, struck);
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() == text.length()) {
      ELEMENTS.forEach(name -> elements(lower, name, code, struck));
    }
    return struck;
  }

  /** Between two marks of one paragraph. */
  private static void marked(String text, MarkdownCode code, List<Span> struck) {
    int open = text.indexOf(MARK);
    while (open >= 0) {
      int close = text.indexOf(MARK, open + MARK.length());
      if (close < 0) {
        return;
      }
      boolean paragraph = !text.substring(open, close).contains("\n\n");
      boolean fence = text.startsWith("~~~", open) || text.startsWith("~~~", close);
      if (paragraph && !fence && !code.covers(open) && !code.covers(close)) {
        struck.add(new Span(open, close + MARK.length()));
        close = text.indexOf(MARK, close + MARK.length());
      }
      open = close;
    }
  }

  private static void elements(String text, String name, MarkdownCode code, List<Span> struck) {
    int open = text.indexOf("<" + name);
    while (open >= 0) {
      int end = open + 1 + name.length();
      boolean tag = end < text.length() && (text.charAt(end) == '>' || text.charAt(end) == ' ');
      if (tag && !code.covers(open)) {
        int close = text.indexOf("</" + name + ">", end);
        if (close < 0) {
          return;
        }
        struck.add(new Span(open, close));
        end = close;
      }
      open = text.indexOf("<" + name, end);
    }
  }
}
