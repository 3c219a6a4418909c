package org.prytany.governance.document;

import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.reading.markdown.MarkRuns;
import org.prytany.spi.Span;

/**
 * A description with its wrapping taken off: protocol data at its end, JSON or front matter around
 * it, line breaks that were written out. What is left is Markdown, possibly with HTML in it. It has
 * exactly as many UTF-16 units as the raw description, each at its place, so that an offset into
 * the one is an offset into the other.
 */
public final class Description {

  /** A heading that somebody put before a text that has a wrapping of its own. */
  private static final Pattern HEADING = Pattern.compile("\\A\\s*#{1,6} [^\\n]*\\n\\s*");

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final String text;
  private final Optional<ProposerSuffix> suffix;

  private Description(String text, Optional<ProposerSuffix> suffix) {
    this.text = text;
    this.suffix = suffix;
  }

  /**
   * @param raw as it was proposed
   */
  public static Description of(String raw) {
    StringBuilder text = new StringBuilder(MarkRuns.bounded(ControlCharacters.shown(raw)));
    Optional<ProposerSuffix> suffix = ProposerSuffix.in(raw);
    suffix.ifPresent(found -> Filling.blanks(text, found.span()));
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text.setCharAt(0, ' ');
    }
    boolean unwrapped = JsonWrapping.takeOff(text, 0);
    var heading = HEADING.matcher(text);
    int start = heading.find() ? heading.end() : 0;
    unwrapped = unwrapped || (start > 0 && JsonWrapping.takeOff(text, start));
    if (!unwrapped) {
      WrittenBreaks.breakLines(text);
      if (!FrontMatter.takeOff(text, 0) && start > 0) {
        FrontMatter.takeOff(text, start);
      }
    }
    if (text.length() != raw.length()) {
      throw new IllegalStateException("a description's text is not as long as itself");
    }
    return new Description(text.toString(), suffix);
  }

  /** Markdown, each unit where it stands in the raw description. */
  public String text() {
    return text;
  }

  /** The account that the proposal is reserved for, if the description ends with one. */
  public Optional<ProposerSuffix> suffix() {
    return suffix;
  }

  /** Writes over parts of a text without moving the rest. */
  static final class Filling {

    /** Takes up a place and is seen nowhere: the word joiner. */
    static final char NOTHING = '\u2060';

    private Filling() {}

    static void with(StringBuilder text, char filler, int start, int end) {
      for (int i = start; i < end; i++) {
        text.setCharAt(i, filler);
      }
    }

    /** Blanks in place of words; lines stay. */
    static void blanks(StringBuilder text, Span span) {
      for (int i = span.start(); i < span.end(); i++) {
        if (text.charAt(i) != '\n') {
          text.setCharAt(i, ' ');
        }
      }
    }
  }
}
