package org.prytany.governance.reading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.number.WrittenNumbers;

/** Whether words bear out a multiple of one of their numbers. */
public final class WrittenTimes {

  private static final Pattern MULTIPLIES = Cues.pattern(WrittenTimes.class, "multiplies");
  private static final List<Integer> UNITS_IN_LARGER_ONES = List.of(1, 3, 4, 12, 52);
  private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(1_200);
  private static final int MOST_NUMBERS = 12;
  private static final int LONGEST = 400;

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
    numbers.addAll(WrittenPeriods.years(words));
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
}
