package org.prytany.reading.number;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/**
 * Reads numbers that are spelled out in English: "twenty-five thousand", "one and a half million".
 */
public final class NumberWords {

  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal QUARTER = new BigDecimal("0.25");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final List<String> BELOW_TWENTY =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  private static final Pattern NUMBER = Cues.pattern(NumberWords.class, "number");

  private NumberWords() {}

  /**
   * A number in words.
   *
   * @param start first unit of the text
   * @param end after the last unit of the text
   */
  public record Spelled(BigDecimal value, int start, int end) {}

  /** The numbers that a text spells out, from left to right. */
  public static List<Spelled> in(String text) {
    List<Spelled> found = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      read(matcher.group())
          .ifPresent(value -> found.add(new Spelled(value, matcher.start(), matcher.end())));
    }
    return found;
  }

  /** The number that all of the words say; empty if one of them is no part of a number. */
  public static Optional<BigDecimal> read(String words) {
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal group = BigDecimal.ZERO;
    for (String word : words.toLowerCase(Locale.ROOT).strip().split("[\\s-]+", -1)) {
      switch (word) {
        // "a hundred" is one hundred, and "half a million" half of one: the article adds nothing.
        case "and", "a", "an", "of" -> {}
        case "half" -> group = group.add(HALF);
        case "quarter" -> group = group.add(QUARTER);
        case "dozen" -> group = atLeastOne(group).multiply(BigDecimal.valueOf(12));
        case "hundred" -> group = atLeastOne(group).multiply(HUNDRED);
        case "thousand", "million", "billion" -> {
          total = total.add(atLeastOne(group).multiply(Scale.of(word)));
          group = BigDecimal.ZERO;
        }
        default -> {
          Optional<BigDecimal> small = small(word);
          if (small.isEmpty()) {
            return Optional.empty();
          }
          group = group.add(small.get());
        }
      }
    }
    BigDecimal number = PlainDecimal.of(total.add(group));
    return number.signum() > 0 ? Optional.of(number) : Optional.empty();
  }

  /** Whether a lower-case word alone is a number of one to ninety. */
  public static boolean isBelowHundred(String word) {
    return small(word).filter(number -> number.signum() > 0).isPresent();
  }

  private static Optional<BigDecimal> small(String word) {
    int below = BELOW_TWENTY.indexOf(word);
    int tens = TENS.indexOf(word);
    if (below < 0 && tens < 0) {
      return Optional.empty();
    }
    return Optional.of(BigDecimal.valueOf(below >= 0 ? below : 20 + 10L * tens));
  }

  private static BigDecimal atLeastOne(BigDecimal group) {
    return group.signum() == 0 ? BigDecimal.ONE : group;
  }
}
