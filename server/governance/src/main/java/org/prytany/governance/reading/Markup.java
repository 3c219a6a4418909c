package org.prytany.governance.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Span;

/** The tags of a text, and its links and pictures. Each is found by reading the text once. */
public final class Markup {

  private static final int LONGEST_TAG = 2_000;
  private static final int LONGEST_WORDS = 500;
  private static final int LONGEST_TARGET = 700;
  private static final Pattern TAG_START = Cues.pattern(Markup.class, "tag-start");
  private static final Pattern TARGET = Cues.pattern(Markup.class, "target");

  private Markup() {}

  /**
   * A link or picture in Markdown.
   *
   * @param words what is shown of it; of a picture, what is shown where it cannot be loaded
   * @param title shown only over it; empty at its start if there is none
   */
  public record Link(boolean picture, Span whole, Span words, String target, Span title) {}

  /** From each "&lt;" to its "&gt;". */
  public static List<Span> tags(String text) {
    List<Span> tags = new ArrayList<>();
    Matcher start = TAG_START.matcher(text);
    int close = -1;
    int at = text.indexOf('<');
    while (at >= 0) {
      if (close < at) {
        close = text.indexOf('>', at);
      }
      if (close < 0) {
        return tags;
      }
      start.region(at, text.length());
      if (close - at <= LONGEST_TAG && start.lookingAt() && start.end() <= close) {
        tags.add(new Span(at, close + 1));
        at = close;
      }
      at = text.indexOf('<', at + 1);
    }
    return tags;
  }

  public static List<Link> links(String text) {
    List<Link> links = new ArrayList<>();
    Matcher target = TARGET.matcher(text);
    int close = -1;
    int at = text.indexOf("](");
    while (at >= 0) {
      if (close < at) {
        close = text.indexOf(')', at);
      }
      if (close < 0) {
        return links;
      }
      if (close - at > LONGEST_TARGET) {
        at = text.indexOf("](", close - LONGEST_TARGET);
        continue;
      }
      int open = at - 1;
      int first = Math.max(0, at - LONGEST_WORDS);
      int depth = 0;
      while (open >= first && !(depth == 0 && text.charAt(open) == '[')) {
        char letter = text.charAt(open);
        depth += letter == ']' ? 1 : letter == '[' ? -1 : 0;
        open = letter == '\n' ? -1 : open - 1;
      }
      target.region(at + 2, Math.min(text.length(), at + 2 + LONGEST_TARGET));
      int next = at + 2;
      if (open >= first && open >= 0 && target.lookingAt()) {
        boolean picture = open > 0 && text.charAt(open - 1) == '!';
        Span title =
            target.group(2) == null ? new Span(at, at) : new Span(target.start(2), target.end(2));
        links.add(
            new Link(
                picture,
                new Span(open, target.end()),
                new Span(open + 1, at),
                target.group(1),
                title));
      }
      at = text.indexOf("](", next);
    }
    return links;
  }
}
