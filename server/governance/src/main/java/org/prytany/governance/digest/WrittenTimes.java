package org.prytany.governance.digest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.prytany.spi.Claim;

/** Whether words bear out the periods, dates and multiples that a plugin reads out of them. */
final class WrittenTimes {

  private static final Pattern MULTIPLIES =
      Pattern.compile(
          "\\b(?:per|each|every|times|monthly|weekly|quarterly|yearly|annually|an?)\\b|[x×*/]",
          Pattern.CASE_INSENSITIVE);
  private static final List<Integer> UNITS_IN_LARGER_ONES = List.of(1, 3, 4, 12, 52);
  private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(1_200);
  private static final int MOST_NUMBERS = 12;
  private static final int LONGEST = 400;

  private WrittenTimes() {}

  /**
   * Whether words such as "10,000 USDC per month for 6 months" say an amount that stands nowhere:
   * one of their numbers, so many times as another one says.
   */
  static boolean isProduct(String words, BigDecimal amount) {
    if (words.length() > LONGEST || !MULTIPLIES.matcher(words).find()) {
      return false;
    }
    List<BigDecimal> numbers =
        WrittenNumbers.in(words).stream().distinct().limit(MOST_NUMBERS).toList();
    for (BigDecimal one : numbers) {
      for (BigDecimal times : numbers) {
        boolean counts =
            times.stripTrailingZeros().scale() <= 0 && times.compareTo(MOST_TIMES) <= 0;
        for (int units : UNITS_IN_LARGER_ONES) {
          BigDecimal product = one.multiply(times).multiply(BigDecimal.valueOf(units));
          if (counts && product.compareTo(amount) == 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  static boolean saysUnit(String words, Claim.Unit unit) {
    String name = unit.name().toLowerCase(Locale.ROOT);
    String stem =
        switch (unit) {
          case SECOND -> "sec";
          case MINUTE -> "min";
          case HOUR -> "(?:hour|hr)";
          case DAY -> "(?:day|dai)";
          case MONTH -> "(?:month|mo\\b)";
          case YEAR -> "(?:year|yr|annual|annum)";
          default -> name;
        };
    return Pattern.compile("(?<![a-z])" + stem, Pattern.CASE_INSENSITIVE).matcher(words).find();
  }

  static boolean saysDay(String words, LocalDate date) {
    String month = date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    boolean monthSaid =
        words.toLowerCase(Locale.ROOT).contains(month.toLowerCase(Locale.ROOT))
            || hasNumber(words, date.getMonthValue());
    return hasNumber(words, date.getYear()) && hasNumber(words, date.getDayOfMonth()) && monthSaid;
  }

  private static boolean hasNumber(String words, int number) {
    return Pattern.compile("(?<!\\d)0?" + number + "(?!\\d)").matcher(words).find();
  }
}
