package org.prytany.reading.markdown;

import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;

/**
 * Reads inline content as plain text. For texts with so many brackets, stars or ticks that nobody
 * wrote them for a reader: matching them up would take time that grows with the square.
 */
final class PlainInlines {

  private static final int MAX_MARKS = 20_000;
  private static final int MAX_RUN = 200;

  /**
   * Characters that the parser looks at for the ends of tags, links and code, up to the end of the
   * paragraph for each that is not closed. No proposal that we know needs a tenth of this.
   */
  private static final long MAX_LOOKED_AT = 50_000_000;

  private PlainInlines() {}

  /** Whether {@code raw} has more markup than a text can need. */
  static boolean areNeeded(String raw) {
    int brackets = 0;
    int ticks = 0;
    int stars = 0;
    int tags = 0;
    int run = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '[', '!' -> brackets++;
        case '`' -> ticks++;
        case '*', '_' -> stars++;
        case '<', '&' -> tags++;
        default -> {}
      }
      boolean mark = c == '[' || c == ']' || c == '`' || c == '*' || c == '<';
      run = mark && i > 0 && raw.charAt(i - 1) == c ? run + 1 : 0;
      if (run > MAX_RUN) {
        return true;
      }
    }
    return brackets > MAX_MARKS
        || ticks > MAX_MARKS
        || stars > MAX_MARKS
        || tags > MAX_MARKS
        || lookedAt(raw) > MAX_LOOKED_AT;
  }

  /** At most, if nothing that is opened in a paragraph is closed there. */
  private static long lookedAt(String raw) {
    long all = 0;
    long opened = 0;
    int paragraph = 0;
    boolean blankLine = true;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\n' && blankLine) {
        all += opened * (i - paragraph);
        opened = 0;
        paragraph = i;
      }
      opened += c == '[' || c == '`' || c == '<' ? 1 : 0;
      blankLine = c == '\n' || (blankLine && Character.isWhitespace(c));
    }
    return all + opened * (raw.length() - paragraph);
  }

  static void parse(SourceLines lines, Node block) {
    List<SourceLine> all = lines.getLines();
    for (int i = 0; i < all.size(); i++) {
      SourceLine line = all.get(i);
      if (i > 0) {
        block.appendChild(new SoftLineBreak());
      }
      Text text = new Text(line.getContent().toString());
      if (line.getSourceSpan() != null) {
        text.addSourceSpan(line.getSourceSpan());
      }
      block.appendChild(text);
    }
  }
}
