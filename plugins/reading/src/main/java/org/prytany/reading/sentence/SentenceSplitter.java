package org.prytany.reading.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.prytany.reading.markdown.StillWanted;
import org.prytany.reading.markdown.VisibleText;

/**
 * Cuts text into sentences: lines that stand for themselves, and sentences where a {@link
 * SentenceEnds} finds their ends. Thread-safe: all state is made per call.
 */
public final class SentenceSplitter {

  /** Larger pieces are cut at a blank first, which keeps the cost linear. */
  private static final int MAX_PIECE = 20_000;

  /** A run without a blank that is longer is data, not language. */
  private static final int MAX_RUN = 1_000;

  private static final int SHORT_LINE = 70;

  /** A line this long was not wrapped to fit: whoever ended it meant to. */
  private static final int LONG_LINE = 130;

  /** Most lines hold one sentence at most, and need no search for ends. */
  private static final Pattern INNER_STOP = Pattern.compile("[.!?…][\"'”’)\\]]{0,3}\\s+\\S|[。！？]");

  private static final Pattern NEW_ITEM =
      Pattern.compile(
          "(?:[-*•–]|\\(?\\d{1,2}[.)]|\\(?[a-z][.)])\\s.*|[\\p{Lu}\\d*\"“(].*", Pattern.DOTALL);

  private final SentenceEnds ends;

  public SentenceSplitter(SentenceEnds ends) {
    this.ends = ends;
  }

  /**
   * A range of visible text.
   *
   * @param start first unit
   * @param end after the last unit
   */
  public record Range(int start, int end) {}

  /** The sentences of one block, in order, as ranges of its visible text. */
  public List<Range> split(VisibleText block) {
    List<Range> sentences = new ArrayList<>();
    for (Range piece : pieces(block.text())) {
      StillWanted.check();
      splitPiece(block.text(), piece, sentences);
    }
    return sentences;
  }

  /** Lines that stand for themselves ("Recipient: ...") end a sentence; wrapped lines do not. */
  private static List<Range> pieces(String text) {
    List<Range> pieces = new ArrayList<>();
    int start = 0;
    int lineStart = 0;
    while (lineStart < text.length()) {
      int newline = text.indexOf('\n', lineStart);
      int lineEnd = newline < 0 ? text.length() : newline;
      int next = lineEnd + 1;
      boolean alone =
          newline >= 0
              && lineEnd > lineStart
              && (lineEnd - lineStart < SHORT_LINE || lineEnd - lineStart > LONG_LINE)
              && ",;".indexOf(text.charAt(lineEnd - 1)) < 0
              && NEW_ITEM.matcher(text).region(next, Math.min(text.length(), next + 8)).matches();
      if (alone || newline < 0) {
        addPieces(text, start, lineEnd, pieces);
        start = next;
      }
      lineStart = next;
    }
    return pieces;
  }

  private static void addPieces(String text, int from, int to, List<Range> pieces) {
    int start = from;
    while (to - start > MAX_PIECE) {
      int cut = start + MAX_PIECE;
      while (cut > start && !Character.isWhitespace(text.charAt(cut))) {
        cut--;
      }
      cut = cut == start ? start + MAX_PIECE : cut;
      pieces.add(new Range(start, cut));
      start = cut;
    }
    if (to > start) {
      pieces.add(new Range(start, to));
    }
  }

  private void splitPiece(String text, Range piece, List<Range> sentences) {
    int start = piece.start();
    int run = piece.start();
    for (int i = piece.start(); i <= piece.end(); i++) {
      if (i == piece.end() || Character.isWhitespace(text.charAt(i))) {
        if (i - run > MAX_RUN) {
          splitLanguage(text, start, run, sentences);
          start = i;
        }
        run = i + 1;
      }
    }
    splitLanguage(text, start, piece.end(), sentences);
  }

  private static void addTrimmed(String text, int start, int end, List<Range> sentences) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    sentences.add(new Range(from, to));
  }

  private void splitLanguage(String text, int start, int end, List<Range> sentences) {
    if (end <= start || text.substring(start, end).isBlank()) {
      return;
    }
    if (!INNER_STOP.matcher(text).region(start, end).find()) {
      addTrimmed(text, start, end, sentences);
      return;
    }
    ends.cut(text, start, end, sentences);
  }
}
