package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.reading.SentenceBounds;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.spi.Span;

/**
 * The prices, in dollars a token, that a text itself states: {@code $0.06 per CELO}, {@code 1 ENS =
 * $14}, {@code CELO price of 1.08}. They are an author's word: they show what a text means by an
 * amount in dollars, and nothing about a market. Only a few plain forms are read. What looks like a
 * price of the token and is none of them, as "$2.5k per ENS" or "$2 500 per ENS", makes all
 * doubtful.
 *
 * @param doubtful whether a price cannot be read, or is said of another time, denied or hidden
 */
record StatedPrices(List<Stated> all, boolean doubtful) {

  /**
   * One price.
   *
   * @param sentence the sentence that states it
   * @param counted whether the sentence says that amounts are reckoned with it
   */
  record Stated(BigDecimal price, Span sentence, boolean counted) {}

  private static final Pattern COUNTED = Cues.pattern(StatedPrices.class, "counted");
  private static final Pattern LINK = Cues.pattern(StatedPrices.class, "link");
  private static final SentenceBounds SENTENCE =
      new SentenceBounds(Pattern.compile("[.!?;]\\s|\\n"), 240);

  StatedPrices {
    all = List.copyOf(all);
  }

  /** The price, if the text states one, and states it as what it is now. */
  Optional<BigDecimal> only() {
    Set<BigDecimal> prices = new HashSet<>();
    all.forEach(stated -> prices.add(stated.price()));
    return prices.size() == 1 && !doubtful ? prices.stream().findFirst() : Optional.empty();
  }

  /** Whether what is asked for at a place of the text is reckoned with the price. */
  boolean isFor(Span claim) {
    return all.stream()
        .anyMatch(
            stated ->
                stated.counted()
                    || (stated.sentence().start() <= claim.start()
                        && claim.end() <= stated.sentence().end()));
  }

  /**
   * @param text what pages show
   * @param raw what was proposed, each character at the same place
   * @param symbol what the token calls itself
   */
  static StatedPrices in(String text, String raw, String symbol) {
    Plain plain = Plain.of(text);
    String token =
        "(?<![\\p{L}\\d])\\$?(?-i:%s|%s)"
            .formatted(Pattern.quote(symbol), Pattern.quote(symbol.toUpperCase(Locale.ROOT)));
    List<Stated> all = new ArrayList<>();
    List<Span> read = new ArrayList<>();
    boolean doubtful = false;
    for (Pattern pattern : Cues.patterns(StatedPrices.class, "readable", Map.of("token", token))) {
      Matcher matcher = pattern.matcher(plain.text());
      while (matcher.find()) {
        BigDecimal price = new BigDecimal(matcher.group("price")).stripTrailingZeros();
        Span sentence =
            new Span(
                SENTENCE.start(plain.text(), matcher.start()),
                SENTENCE.end(plain.text(), matcher.end()));
        String words = sentence.of(plain.text());
        boolean shown = plain.isAsProposed(text, raw, matcher.start(), matcher.end());
        doubtful |=
            price.signum() == 0 || !shown || Modality.of(Matter.PRICE, words) != Modality.REQUESTED;
        read.add(new Span(matcher.start(), matcher.end()));
        all.add(new Stated(price, plain.inText(sentence), COUNTED.matcher(words).find()));
      }
    }
    for (Pattern pattern :
        Cues.patterns(StatedPrices.class, "like-prices", Map.of("token", token))) {
      Matcher matcher = pattern.matcher(plain.text());
      while (!doubtful && !all.isEmpty() && matcher.find()) {
        int start = matcher.start();
        int end = matcher.end();
        doubtful = read.stream().noneMatch(span -> span.start() < end && start < span.end());
      }
    }
    return new StatedPrices(all, doubtful);
  }

  /** A text without marks of emphasis and without the addresses behind links. */
  private record Plain(String text, int[] places) {

    private static final String MARKS = "*_`\\";

    static Plain of(String text) {
      StringBuilder unlinked = new StringBuilder(text);
      Matcher links = LINK.matcher(text);
      while (links.find()) {
        for (int i = links.start(); i < links.end(); i++) {
          unlinked.setCharAt(i, '\n');
        }
      }
      StringBuilder plain = new StringBuilder();
      int[] places = new int[text.length() + 1];
      for (int i = 0; i < text.length(); i++) {
        if (MARKS.indexOf(unlinked.charAt(i)) < 0) {
          places[plain.length()] = i;
          plain.append(unlinked.charAt(i));
        }
      }
      places[plain.length()] = text.length();
      return new Plain(plain.toString(), places);
    }

    Span inText(Span span) {
      return new Span(places[span.start()], places[span.end()]);
    }

    /** Whether nothing is hidden between the characters, or right behind them. */
    boolean isAsProposed(String text, String raw, int start, int end) {
      int from = places[start];
      int to = Math.min(places[end] + 1, text.length());
      return raw.length() == text.length() && text.regionMatches(from, raw, from, to - from);
    }
  }
}
