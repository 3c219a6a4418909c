package org.prytany.governance.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Span;

/** Words that a text shows as struck out: who reads them reads that they hold no more. */
final class StruckOut {

  private static final Pattern ELEMENT = Cues.pattern(StruckOut.class, "element");
  private static final String MARK = "~~";

  private StruckOut() {}

  static List<Span> in(String text, MarkdownCode code) {
    List<Span> struck = new ArrayList<>();
    marked(text, code, struck);
    ELEMENT
        .matcher(text)
        .results()
        .filter(element -> !code.covers(element.start()))
        .forEach(element -> struck.add(new Span(element.start(), element.end())));
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
}
