package org.prytany.governance.reading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.time.PlainPeriods;
import org.prytany.reading.time.TimeReader;
import org.prytany.reading.time.WrittenTime;
import org.prytany.reading.time.WrittenTime.Period;
import org.prytany.spi.Claim;

/**
 * Whether words say how long something lasts ("two and a half days", "six (6) months"), read by the
 * host itself: it takes no plugin's word for it.
 */
public final class WrittenPeriods {

  private static final PlainPeriods PERIODS = new PlainPeriods();
  private static final Pattern TOGETHER = Pattern.compile("(?:,? and|,)?\\s");
  private static final Pattern ONE = Cues.pattern(WrittenPeriods.class, "one");

  private WrittenPeriods() {}

  /** The counts of years that words say: "a year", "one and a half years". */
  static List<BigDecimal> years(String words) {
    return in(words, true, true).stream()
        .filter(period -> period.unit() == Claim.Unit.YEAR)
        .map(Period::count)
        .toList();
  }

  /**
   * @param least whether the least of "3 to 6 months" counts, which is no value of a setting
   * @param article whether "a week" counts as one wherever it stands; else only behind "to" and
   *     "is", since it may be said in passing
   */
  private static List<Period> in(String words, boolean least, boolean article) {
    List<Period> periods = new ArrayList<>();
    BitSet known = new BitSet();
    for (TimeReader.Reading reading : PERIODS.read(words)) {
      known.set(reading.start(), reading.end());
      List<WrittenTime> times = reading.times();
      for (WrittenTime time : least || times.isEmpty() ? times : List.of(times.getLast())) {
        periods.add((Period) time);
      }
    }
    Matcher one = ONE.matcher(words);
    while (one.find()) {
      if (!article && !isSet(words, one.start())) {
        continue;
      }
      int start = one.start();
      int end = one.end();
      int next = known.nextSetBit(start);
      if (next < 0 || next >= end) {
        boolean two = one.group("unit").equalsIgnoreCase("fortnight");
        String unit = two ? "WEEK" : one.group("unit").toUpperCase(Locale.ROOT);
        periods.add(
            new Period(
                two ? BigDecimal.TWO : BigDecimal.ONE, Claim.Unit.valueOf(unit), start, end));
      }
    }
    periods.sort(Comparator.comparingInt(Period::start));
    return periods;
  }

  private static boolean isSet(String words, int start) {
    return words.startsWith(" to ", start - 4) || words.startsWith(" is ", start - 4);
  }

  /**
   * A period in words.
   *
   * @param count of its first unit
   * @param seconds that it lasts with what is added to it
   * @param start first unit of its words
   * @param end after the last one
   */
  record Lasting(BigDecimal count, BigDecimal seconds, int start, int end) {}

  /** Every counted period in these words whose length is known, with its place. */
  static List<Lasting> all(String words) {
    List<Period> periods = in(words, false, false);
    List<Lasting> all = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      Period period = periods.get(i);
      if (length(period) > 0) {
        boolean more = i + 1 < periods.size() && isAdded(words, period, periods.get(i + 1));
        Period last = more ? periods.get(i + 1) : period;
        all.add(
            new Lasting(
                period.count(),
                more ? seconds(period).add(seconds(last)) : seconds(period),
                period.start(),
                last.end()));
      }
    }
    return all;
  }

  /** "2 days and 12 hours" are one period. */
  private static boolean isAdded(String text, Period first, Period second) {
    return second.start() >= first.end()
        && TOGETHER.matcher(text.substring(first.end(), second.start())).matches()
        && second.unit() != Claim.Unit.BLOCK
        && length(second) > 0
        && length(second) < length(first);
  }

  private static BigDecimal seconds(Period period) {
    return period.count().multiply(BigDecimal.valueOf(length(period)));
  }

  /** Of units that are always as long, in seconds, and a block's as 1; 0 of the others. */
  private static long length(Period period) {
    return switch (period.unit()) {
      case MONTH, QUARTER, YEAR -> 0;
      case SECOND, MINUTE, HOUR, DAY, WEEK, BLOCK -> seconds(period.unit());
    };
  }

  /** How long a unit lasts, in the mean of the calendar; a block as 1. */
  public static long seconds(Claim.Unit unit) {
    return switch (unit) {
      case SECOND, BLOCK -> 1;
      case MINUTE -> 60;
      case HOUR -> 3_600;
      case DAY -> 86_400;
      case WEEK -> 604_800;
      case MONTH -> 2_629_746;
      case QUARTER -> 7_889_238;
      case YEAR -> 31_556_952;
    };
  }
}
