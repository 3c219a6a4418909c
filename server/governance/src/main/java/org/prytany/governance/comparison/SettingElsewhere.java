package org.prytany.governance.comparison;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.reading.TextLines;
import org.prytany.spi.Span;

/** Where a text speaks of a setting on other chains than the one on which it changes. */
final class SettingElsewhere {

  private Optional<Span> first = Optional.empty();
  private final HandedOver rest;

  /**
   * @param name what texts call the setting
   * @param chain on which it changes
   */
  SettingElsewhere(Comparison comparison, Pattern name, String chain) {
    StatedPlaces places = comparison.places();
    String text = comparison.text();
    StringBuilder without = new StringBuilder(text);
    Matcher found = name.matcher(text);
    int last = 0;
    boolean blank = false;
    while (places.areStated() && found.find()) {
      blank(without, last, blank ? Math.min(places.sentenceEnd(last), found.start()) : last);
      Span span = new Span(found.start(), found.end());
      blank = !places.allows(span, chain);
      if (blank) {
        first = first.or(() -> Optional.of(span));
        blank(without, Math.max(places.sentenceStart(span.start()), last), span.start());
      }
      last = span.end();
    }
    blank(without, last, blank ? places.sentenceEnd(last) : last);
    rest =
        first.isEmpty()
            ? comparison.handedOver()
            : new HandedOver(comparison, new TextLines(without.toString()));
  }

  private static void blank(StringBuilder text, int from, int to) {
    for (int at = from; at < to; at++) {
      text.setCharAt(at, Character.isWhitespace(text.charAt(at)) ? text.charAt(at) : ' ');
    }
  }

  /** The first place where the setting is spoken of on another chain. */
  Optional<Span> first() {
    return first;
  }

  /** What the text says apart from that. */
  HandedOver rest() {
    return rest;
  }
}
