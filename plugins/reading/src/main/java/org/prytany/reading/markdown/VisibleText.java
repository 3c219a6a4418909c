package org.prytany.reading.markdown;

import java.util.Arrays;
import org.prytany.spi.Span;

/**
 * Text as a reader sees it: the raw description with markup left out. Every UTF-16 unit knows where
 * it stands in the raw description. Offsets rise from left to right; a line break in the source is
 * a line feed here, any other blank a space.
 */
public final class VisibleText {

  private final String text;
  private final int[] origin;

  private VisibleText(String text, int[] origin) {
    this.text = text;
    this.origin = origin;
  }

  public String text() {
    return text;
  }

  public int length() {
    return text.length();
  }

  public boolean isBlank() {
    return text.isBlank();
  }

  /** The raw place of the range; the empty range at the first unit for an empty range. */
  public Span span(int start, int end) {
    if (end <= start) {
      int at = start < origin.length ? origin[start] : 0;
      return new Span(at, at);
    }
    return new Span(origin[start], origin[end - 1] + 1);
  }

  /** The raw place of the whole text. */
  public Span span() {
    return span(0, text.length());
  }

  /** The part from {@code start} to before {@code end}. */
  public VisibleText slice(int start, int end) {
    return new VisibleText(text.substring(start, end), Arrays.copyOfRange(origin, start, end));
  }

  @Override
  public String toString() {
    return text;
  }

  /** Collects visible text from left to right. */
  public static final class Builder {

    private final StringBuilder text = new StringBuilder();
    private int[] origin = new int[64];
    private final MarkRuns marks = new MarkRuns();

    /**
     * Adds one unit that stands at {@code offset} of the raw description, or stands in for it;
     * markup that is left out must not join runs of marks to one without end.
     */
    public void add(char unit, int offset) {
      if (!marks.take(unit)) {
        return;
      }
      if (text.length() == origin.length) {
        origin = Arrays.copyOf(origin, origin.length * 2);
      }
      origin[text.length()] = offset;
      text.append(unit);
    }

    /** Adds a blank unless there is one, or nothing, before it. */
    public void addBlank(char blank, int offset) {
      if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
        add(blank, offset);
      }
    }

    /**
     * Adds a line feed; blanks at the end of a line, which Markdown breaks it by, are part of it.
     */
    public void addBreak(int offset) {
      int last = text.length() - 1;
      if (last >= 0 && text.charAt(last) == ' ') {
        text.setCharAt(last, '\n');
      } else {
        addBlank('\n', offset);
      }
    }

    public int length() {
      return text.length();
    }

    /** The raw offset after the last unit, or {@code fallback} for none. */
    public int nextOffset(int fallback) {
      return text.isEmpty() ? fallback : origin[text.length() - 1] + 1;
    }

    public char last() {
      return text.isEmpty() ? '\0' : text.charAt(text.length() - 1);
    }

    public VisibleText build() {
      int end = text.length();
      while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      return new VisibleText(text.substring(0, end), Arrays.copyOf(origin, end));
    }
  }
}
