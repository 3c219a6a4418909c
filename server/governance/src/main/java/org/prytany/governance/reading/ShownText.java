package org.prytany.governance.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.document.Description;
import org.prytany.governance.document.Entities;
import org.prytany.governance.document.HtmlBlocks;
import org.prytany.governance.document.ProposerSuffix;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.MarkRuns;
import org.prytany.spi.Span;

/**
 * A description as Markdown that a digester can read, and without what pages do not show of it:
 * comments, elements that their style hides, words that only appear over a picture or a link, and
 * what stands inside of tags. What is struck out or turned down is shown, and counts for nothing.
 * Members vote on what they see, so that what nobody sees must not explain a payment. Everything
 * else stays at its offset.
 *
 * <p>This is the one place that knows how a description is written: digesters get {@link
 * #markdown()}, the checks {@link #text()}.
 */
public final class ShownText {

  private static final Pattern COMMENT = Cues.pattern(ShownText.class, "comment");
  private static final Pattern DEFINED_TITLE = Cues.pattern(ShownText.class, "defined-title");

  private static final Pattern TAG_NAME = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9-]{0,30})");
  private static final Pattern TAG_WORDS = Cues.pattern(ShownText.class, "tag-words");
  private static final Pattern HIDING = Cues.pattern(ShownText.class, "hiding");
  private static final Pattern STYLE = Cues.pattern(ShownText.class, "style");
  private static final Pattern HIDING_CLASS = Cues.pattern(ShownText.class, "hiding-class");
  private static final Pattern PHANTOM = Cues.pattern(ShownText.class, "phantom");
  private static final Pattern HIDDEN_ATTRIBUTE = Cues.pattern(ShownText.class, "hidden-attribute");
  private static final Set<String> NEVER_SHOWN = Cues.words(ShownText.class, "never-shown");
  private static final Set<String> WITHOUT_END =
      Set.of("img", "br", "hr", "input", "meta", "link", "wbr", "col", "source");

  private static final int MOST_DEEP = 100;
  private static final int FARTHEST_INDENT = 100;

  private final String text;
  private final String markdown;
  private final Optional<ProposerSuffix> suffix;
  private final MarkdownCode code;
  private final List<Hidden> hidden = new ArrayList<>();

  /** How something is hidden. */
  public enum How {
    COMMENT,
    STYLE,
    ATTRIBUTE
  }

  /** Words that pages do not show. */
  public record Hidden(How how, Span span) {}

  public ShownText(String raw) {
    Description description = Description.of(raw);
    suffix = description.suffix();
    String written = description.text();
    StringBuilder shown = new StringBuilder(written);
    code = new MarkdownCode(written);
    Matcher comments = COMMENT.matcher(written);
    while (comments.find()) {
      hide(shown, How.COMMENT, comments.start(), comments.end());
    }
    Matcher phantoms = PHANTOM.matcher(shown.toString());
    while (phantoms.find()) {
      if (!code.covers(phantoms.start())) {
        hide(shown, How.STYLE, phantoms.start(1), phantoms.end(1));
      }
    }
    hideElements(shown);
    markdown = markdown(written);
    attributes(shown.toString());
    HtmlBlocks.write(shown, tags(shown.toString()));
    Matcher titles = DEFINED_TITLE.matcher(shown.toString());
    while (titles.find()) {
      if (!code.covers(titles.start())) {
        hide(shown, How.ATTRIBUTE, titles.start(1), titles.end(1));
      }
    }
    StruckOut.in(shown.toString(), code).forEach(span -> blank(shown, span.start(), span.end()));
    TurnedDown.in(shown.toString(), code).forEach(span -> blank(shown, span.start(), span.end()));
    for (Markup.Link link : Markup.links(shown.toString())) {
      if (link.picture() && link.words().end() > link.words().start()) {
        hide(shown, How.ATTRIBUTE, link.words().start(), link.words().end());
      }
      if (link.title().end() > link.title().start()) {
        hide(shown, How.ATTRIBUTE, link.title().start(), link.title().end());
      }
    }
    for (Span tag : Markup.tags(shown.toString())) {
      blank(shown, tag.start(), tag.end());
    }
    Entities.write(shown, code::covers);
    text = MarkRuns.bounded(shown.toString());
  }

  /** Where {@link #markdown()} shows words as struck out. */
  public List<Span> struckOut() {
    return StruckOut.in(markdown, code);
  }

  /** As {@link #text}, with all that Markdown needs to be read as such. */
  private String markdown(String written) {
    StringBuilder readable = new StringBuilder(written);
    for (Hidden words : hidden) {
      takeAway(readable, words.span());
    }
    HtmlBlocks.write(readable, tags(readable.toString()));
    Entities.write(readable, code::covers);
    return MarkRuns.bounded(readable.toString());
  }

  /**
   * What begins a line must leave no blanks there: to Markdown they would make code of the rest.
   */
  private static void takeAway(StringBuilder readable, Span words) {
    int blank = words.start() - 1;
    while (blank >= Math.max(0, words.start() - FARTHEST_INDENT)
        && " \t".indexOf(readable.charAt(blank)) >= 0) {
      blank--;
    }
    boolean begins = blank < 0 || readable.charAt(blank) == '\n';
    for (int i = words.start(); i < words.end(); i++) {
      readable.setCharAt(i, begins || readable.charAt(i) == '\n' ? '\n' : ' ');
    }
  }

  private void attributes(String html) {
    for (Span tag : Markup.tags(html)) {
      Matcher words = TAG_WORDS.matcher(tag.of(html));
      while (words.find()) {
        hidden.add(
            new Hidden(
                How.ATTRIBUTE, new Span(tag.start() + words.start(1), tag.start() + words.end(1))));
      }
    }
  }

  private List<Span> tags(String html) {
    return Markup.tags(html).stream().filter(tag -> !code.covers(tag.start())).toList();
  }

  /** Who alone may propose it, by the end of the description. */
  public Optional<ProposerSuffix> suffix() {
    return suffix;
  }

  /** The description as Markdown, each unit at its offset. */
  public String markdown() {
    return markdown;
  }

  /** The text, with blanks where something is not shown. */
  public String text() {
    return text;
  }

  /** What is not shown, apart from tags. */
  public List<Hidden> hidden() {
    return List.copyOf(hidden);
  }

  /** Where pages show marks and tags as they are. */
  public MarkdownCode code() {
    return code;
  }

  private record Open(String name, boolean hides) {}

  private void hideElements(StringBuilder shown) {
    String before = shown.toString();
    Set<String> hidable = HarmlessStyle.hiddenBySheets(before);
    Deque<Open> open = new ArrayDeque<>();
    int hiding = 0;
    int from = 0;
    for (Span place : Markup.tags(before)) {
      String tag = place.of(before);
      String name = nameOf(tag);
      if (code.covers(place.start()) || WITHOUT_END.contains(name) || tag.endsWith("/>")) {
        continue;
      }
      if (!tag.startsWith("</")) {
        boolean hides =
            NEVER_SHOWN.contains(name) || HarmlessStyle.has(tag, hidable) || isHiding(tag);
        if (hides && hiding++ == 0) {
          from = place.end();
        }
        // What hides nothing matters only inside of what does, to find its end.
        if (hides || hiding > 0) {
          open.push(new Open(name, hides));
        }
      } else if (open.stream().limit(MOST_DEEP).anyMatch(other -> other.name().equals(name))) {
        boolean wasHiding = hiding > 0;
        Open closed = open.pop();
        hiding -= closed.hides() ? 1 : 0;
        while (!closed.name().equals(name)) {
          closed = open.pop();
          hiding -= closed.hides() ? 1 : 0;
        }
        if (wasHiding && hiding == 0) {
          hide(shown, How.STYLE, from, place.start());
        }
      }
    }
    if (hiding > 0) {
      hide(shown, How.STYLE, from, before.length());
    }
  }

  private void hide(StringBuilder shown, How how, int start, int end) {
    hidden.add(new Hidden(how, new Span(start, end)));
    blank(shown, start, end);
  }

  private static String nameOf(String tag) {
    Matcher matcher = TAG_NAME.matcher(tag);
    return matcher.lookingAt() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
  }

  private static boolean isHiding(String tag) {
    String dense = tag.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    return HIDDEN_ATTRIBUTE.matcher(tag.substring(0, tag.length() - 1)).find()
        || HIDING.matcher(dense).find()
        || HIDING_CLASS.matcher(tag).find()
        || STYLE.matcher(tag).results().anyMatch(style -> !HarmlessStyle.is(style));
  }

  private static void blank(StringBuilder shown, int start, int end) {
    for (int i = start; i < end; i++) {
      if (shown.charAt(i) != '\n') {
        shown.setCharAt(i, ' ');
      }
    }
  }
}
