package org.prytany.governance.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Span;

/** Words that a text shows as struck out: who reads them reads that they hold no more. */
final class StruckOut {

  private static final Pattern TAG = Cues.pattern(StruckOut.class, "tag");
  private static final Pattern SINGLE = Cues.pattern(StruckOut.class, "single");
  private static final String MARK = "~~";

  private StruckOut() {}

  static List<Span> in(String text, MarkdownCode code) {
    List<Span> struck = new ArrayList<>();
    marked(text, code, struck);
    SINGLE
        .matcher(text)
        .results()
        .filter(mark -> !code.covers(mark.start()) && !code.covers(mark.end() - 1))
        .forEach(mark -> struck.add(new Span(mark.start(), mark.end())));
    elements(text, code, struck);
    return struck;
  }

  /** From the first tag that opens one to the next that closes it, or to the end. */
  private static void elements(String text, MarkdownCode code, List<Span> struck) {
    Map<String, Integer> open = new HashMap<>();
    Matcher tag = TAG.matcher(text);
    while (tag.find()) {
      String name = tag.group("name").toLowerCase(Locale.ROOT);
      if (tag.group("close") == null) {
        if (!code.covers(tag.start())) {
          open.putIfAbsent(name, tag.start());
        }
      } else {
        Optional.ofNullable(open.remove(name))
            .ifPresent(start -> struck.add(new Span(start, tag.start())));
      }
    }
    open.values().forEach(start -> struck.add(new Span(start, text.length())));
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
