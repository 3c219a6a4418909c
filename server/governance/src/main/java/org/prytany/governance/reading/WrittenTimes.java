package org.prytany.governance.reading;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.number.WrittenNumbers;
import org.prytany.spi.Claim;

/** Whether words bear out the periods, dates and multiples that a plugin reads out of them. */
public final class WrittenTimes {

  private static final Pattern MULTIPLIES = Cues.pattern(WrittenTimes.class, "multiplies");
  private static final List<Integer> UNITS_IN_LARGER_ONES = List.of(1, 3, 4, 12, 52);
  private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(1_200);
  private static final BigDecimal ONE_AND_A_HALF = new BigDecimal("1.5");
  private static final int MOST_NUMBERS = 12;
  private static final int LONGEST = 400;
  private static final Pattern LAST = Cues.pattern(WrittenTimes.class, "last");
  private static final Pattern FIRST = Cues.pattern(WrittenTimes.class, "first");
  private static final Pattern QUARTER = Cues.pattern(WrittenTimes.class, "named-quarter");
  private static final Pattern HALF_YEAR = Cues.pattern(WrittenTimes.class, "half-year");
  private static final List<String> ORDINALS =
      List.copyOf(Cues.words(WrittenTimes.class, "ordinals"));

  private WrittenTimes() {}

  /**
   * Whether words such as "10,000 USDC per month for 6 months" say an amount that stands nowhere:
   * one of their numbers, so many times as another one says.
   */
  public static boolean isProduct(String words, BigDecimal amount) {
    if (words.length() > LONGEST || !MULTIPLIES.matcher(words).find()) {
      return false;
    }
    List<BigDecimal> numbers = new ArrayList<>(WrittenNumbers.in(words));
    if (WrittenPeriods.say(words, ONE_AND_A_HALF, Claim.Unit.YEAR)) {
      numbers.add(ONE_AND_A_HALF);
    }
    if (WrittenPeriods.say(words, BigDecimal.ONE, Claim.Unit.YEAR)) {
      numbers.add(BigDecimal.ONE);
    }
    numbers = numbers.stream().distinct().limit(MOST_NUMBERS).toList();
    for (BigDecimal one : numbers) {
      for (BigDecimal times : numbers) {
        for (int units : UNITS_IN_LARGER_ONES) {
          // One and a half years are eighteen months; half a time is none.
          BigDecimal all = times.multiply(BigDecimal.valueOf(units));
          boolean counts =
              all.stripTrailingZeros().scale() <= 0 && times.compareTo(MOST_TIMES) <= 0;
          if (counts && one.multiply(all).compareTo(amount) == 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  public static boolean saysUnit(String words, Claim.Unit unit) {
    return Cues.pattern(WrittenTimes.class, unit.name().toLowerCase(Locale.ROOT))
        .matcher(words)
        .find();
  }

  public static boolean saysDay(String words, LocalDate date) {
    if (!hasNumber(words, date.getYear())) {
      return false;
    }
    boolean monthSaid =
        saysMonth(words, date.getMonthValue()) || hasNumber(words, date.getMonthValue());
    return monthSaid && (hasNumber(words, date.getDayOfMonth()) || saysOrdinal(words, date))
        || isEdge(words, date);
  }

  private static boolean saysMonth(String words, int month) {
    String name = Month.of(month).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    return words.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  /** "the fifteenth", "the twenty-first". */
  private static boolean saysOrdinal(String words, LocalDate date) {
    int day = date.getDayOfMonth();
    String ordinal =
        day <= 20
            ? ORDINALS.get(day - 1)
            : day == 30
                ? "thirtieth"
                : (day < 30 ? "twenty" : "thirty") + "[\\s-]" + ORDINALS.get(day % 10 - 1);
    return Pattern.compile("(?<![a-z-])" + ordinal + "(?![a-z])", Pattern.CASE_INSENSITIVE)
        .matcher(words)
        .find();
  }

  /** Whether it is the first or last day of what the words name: "the end of Q3 2026". */
  private static boolean isEdge(String words, LocalDate date) {
    int month = date.getMonthValue();
    boolean last = LAST.matcher(words).find() && date.equals(YearMonth.from(date).atEndOfMonth());
    boolean first = FIRST.matcher(words).find() && date.getDayOfMonth() == 1;
    Matcher quarter = QUARTER.matcher(words);
    if (quarter.find()) {
      int number = number(quarter.group(), 4);
      return last && month == number * 3 || first && month == number * 3 - 2;
    }
    Matcher half = HALF_YEAR.matcher(words);
    if (half.find()) {
      int number = number(half.group(), 2);
      return last && month == number * 6 || first && month == number * 6 - 5;
    }
    if (Stream.iterate(1, m -> m + 1).limit(12).anyMatch(m -> saysMonth(words, m))) {
      return (last || first) && saysMonth(words, month);
    }
    return last && month == 12;
  }

  private static int number(String part, int lastOne) {
    String digits = part.replaceAll("\\D", "");
    String first = part.toLowerCase(Locale.ROOT).split("\\s", -1)[0];
    return !digits.isEmpty()
        ? Integer.parseInt(digits)
        : first.equals("last") ? lastOne : ORDINALS.indexOf(first) + 1;
  }

  private static boolean hasNumber(String words, int number) {
    return Pattern.compile("(?<!\\d)0?" + number + "(?!\\d)").matcher(words).find();
  }
}
