package org.prytany.governance.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.prytany.spi.Span;

/**
 * HTML's blocks as Markdown's, in place: editors for rich text write nothing else, and to
 * CommonMark a block of HTML has no words. Inline tags stay.
 */
public final class HtmlBlocks {

  private static final Pattern MARKDOWN_LINE =
      Pattern.compile("[ \\t]{0,20}(?:\\||#{1,6}\\s|>|[-*+]\\s|\\d{1,3}[.)]\\s)");

  private final String before;
  private final StringBuilder text;
  private final List<HtmlTag> tags = new ArrayList<>();
  private int pipe;
  private int nextLine;
  private boolean markdownLine;

  private HtmlBlocks(StringBuilder text) {
    this.before = text.toString();
    this.text = text;
    this.pipe = before.indexOf(" | ");
  }

  /**
   * @param text changed in place
   * @param places of its tags, from left to right, without those in code
   */
  public static void write(StringBuilder text, List<Span> places) {
    HtmlBlocks blocks = new HtmlBlocks(text);
    for (Span place : places) {
      HtmlTag.at(blocks.before, place)
          .filter(tag -> !blocks.isInLine(tag))
          .ifPresent(blocks.tags::add);
    }
    blocks.write();
  }

  /** In a row, an item or a heading of Markdown, a tag begins no block of its own. */
  private boolean isInLine(HtmlTag tag) {
    if (tag.start() >= nextLine) {
      int line = before.lastIndexOf('\n', tag.start()) + 1;
      int newline = before.indexOf('\n', tag.start());
      nextLine = newline < 0 ? Integer.MAX_VALUE : newline + 1;
      if (pipe >= 0 && pipe < line) {
        pipe = before.indexOf(" | ", line);
      }
      markdownLine =
          MARKDOWN_LINE.matcher(before).region(line, before.length()).lookingAt()
              || (pipe >= line && pipe < before.indexOf('<', line));
    }
    return markdownLine;
  }

  private void write() {
    int next = 0;
    while (next < tags.size()) {
      HtmlTag tag = tags.get(next);
      int table = tag.begins("table") ? endOfTable(next) : -1;
      if (table >= 0) {
        new HtmlTable(before, text, tags.subList(next, table + 1)).write();
        next = table + 1;
      } else {
        next = block(next);
      }
    }
  }

  private int endOfTable(int first) {
    for (int i = first + 1; i < tags.size(); i++) {
      if (tags.get(i).begins("table")) {
        return -1;
      }
      if (tags.get(i).ends("table")) {
        return i;
      }
    }
    return -1;
  }

  /** Tags with nothing between them make one break, whose mark stands right before the words. */
  private int block(int first) {
    String mark = "";
    int i = first;
    int end;
    do {
      HtmlTag tag = tags.get(i);
      mark = tag.opens() && mark.isEmpty() || !tag.mark().isEmpty() ? tag.mark() : mark;
      mark = tag.opens() ? mark : "";
      end = tag.end();
      i++;
    } while (i < tags.size()
        && before.substring(end, tags.get(i).start()).isBlank()
        && !tags.get(i).begins("table"));
    int words = end;
    while (words < before.length() && Character.isWhitespace(before.charAt(words))) {
      words++;
    }
    // Blank lines are Markdown's own: what is indented behind them is code.
    end = before.substring(end, words).matches("[^\\n]*\\n[^\\n]*\\n(?s:.*)") ? end : words;
    int start = tags.get(first).start();
    boolean onlyBreak = i == first + 1 && tags.get(first).name().equals("br");
    if (onlyBreak) {
      Description.Filling.with(text, ' ', start, end);
      text.setCharAt(start, '\n');
      Description.Filling.with(text, Description.Filling.NOTHING, start + 1, tags.get(first).end());
      return i;
    }
    Description.Filling.with(text, '\n', start, end);
    for (int m = 0; m < mark.length(); m++) {
      text.setCharAt(end - mark.length() + m, mark.charAt(m));
    }
    return i;
  }
}
