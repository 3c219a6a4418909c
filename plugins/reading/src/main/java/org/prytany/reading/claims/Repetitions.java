package org.prytany.reading.claims;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.time.WrittenTime;
import org.prytany.spi.Claim;

/** How many times and how often a text says that an amount is paid. */
final class Repetitions {

  private static final int CONTEXT = 90;
  private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(1_200);

  private static final Pattern TIMES = Cues.pattern(Repetitions.class, "times");
  private static final Pattern LASTING = Cues.pattern(Repetitions.class, "lasting");
  private static final Pattern RATE = Cues.pattern(Repetitions.class, "rate");
  private static final Pattern RATE_BEFORE = Cues.pattern(Repetitions.class, "rate-before");
  private static final Pattern TERM = Cues.pattern(Repetitions.class, "term");
  private static final Map<String, Integer> UNITS =
      Map.of(
          "year/month",
          12,
          "quarter/month",
          3,
          "year/quarter",
          4,
          "month/week",
          4,
          "year/week",
          52);
  private static final List<String> NUMBER_WORDS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  private Repetitions() {}

  /**
   * @param times 0 where the text does not say
   * @param start of the words that say it, amount included
   */
  record Multiple(long times, Claim.Unit per, int start, int end) {}

  /** How many times an amount is paid: "12 x 5,000 USDC", "5,000 USDC per month for 6 months". */
  static Optional<Multiple> multiple(String text, Amount amount, List<WrittenTime> periods) {
    int from = Math.max(0, amount.start() - CONTEXT);
    Matcher times = TIMES.matcher(text.substring(from, amount.start()));
    if (times.find()) {
      return Optional.of(
          new Multiple(
              times.group(1) != null ? Long.parseLong(times.group(1)) : count(times.group(2)),
              Claim.Unit.DAY,
              from + times.start(),
              amount.end()));
    }
    return stream(text, amount, periods);
  }

  /** How often an amount is paid again: "5,000 USDC per month for 6 months". */
  static Optional<Multiple> stream(String text, Amount amount, List<WrittenTime> periods) {
    int from = Math.max(0, amount.start() - CONTEXT);
    String before = text.substring(from, amount.start());
    Matcher rate =
        RATE.matcher(text.substring(amount.end(), Math.min(text.length(), amount.end() + 30)));
    Matcher rateBefore = RATE_BEFORE.matcher(before);
    String unit;
    int start = amount.start();
    int end = amount.end();
    if (rate.find()) {
      unit = rate.group(1) == null ? period(rate.group(2)) : rate.group(1).toLowerCase(Locale.ROOT);
      end += rate.end();
    } else if (rateBefore.find()) {
      unit = period(rateBefore.group(1));
      start = from + rateBefore.start();
    } else {
      return Optional.empty();
    }
    Claim.Unit per = Claim.Unit.valueOf(unit.toUpperCase(Locale.ROOT));
    Optional<Multiple> lasting = lasting(text, unit, per, start, end, periods);
    if (lasting.isPresent()) {
      return lasting;
    }
    Matcher term = TERM.matcher(text);
    while (term.find()) {
      if (term.start() - end > CONTEXT
          || start - term.end() > CONTEXT
          || saysMore(term.start(1), term.end(), periods)) {
        continue;
      }
      long count = count(term.group(1));
      String whole = term.group(2).toLowerCase(Locale.ROOT);
      long units = whole.equals(unit) ? 1 : UNITS.getOrDefault(whole + "/" + unit, 0);
      if (units > 0) {
        return Optional.of(
            new Multiple(
                count * units, per, Math.min(start, term.start()), Math.max(end, term.end())));
      }
    }
    return Optional.of(new Multiple(0, per, start, end));
  }

  /** As long as a period says that stands alone: "two to three months" is no number of months. */
  private static Optional<Multiple> lasting(
      String text, String unit, Claim.Unit per, int start, int end, List<WrittenTime> times) {
    for (WrittenTime time : times) {
      boolean near = time.start() - end <= CONTEXT && start - time.end() <= CONTEXT;
      long here = times.stream().filter(other -> other.start() == time.start()).count();
      int from = Math.max(0, time.start() - 40);
      Matcher lasting = LASTING.matcher(text.substring(from, time.start()));
      if (!(time instanceof WrittenTime.Period period) || !near || here > 1 || !lasting.find()) {
        continue;
      }
      String whole = period.unit().name().toLowerCase(Locale.ROOT);
      long units = whole.equals(unit) ? 1 : UNITS.getOrDefault(whole + "/" + unit, 0);
      BigDecimal count = period.count().multiply(BigDecimal.valueOf(units));
      if (count.signum() > 0
          && count.stripTrailingZeros().scale() <= 0
          && count.compareTo(MOST_TIMES) <= 0) {
        return Optional.of(
            new Multiple(
                count.longValueExact(),
                per,
                Math.min(start, from + lasting.start()),
                Math.max(end, time.end())));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the words of a term are only a part of a longer period: "a year" of "a year and a
   * half".
   */
  private static boolean saysMore(int start, int end, List<WrittenTime> times) {
    return times.stream()
        .anyMatch(
            time ->
                time.start() <= start
                    && end <= time.end()
                    && end - start < time.end() - time.start());
  }

  private static String period(String adverb) {
    return switch (adverb.toLowerCase(Locale.ROOT)) {
      case "monthly" -> "month";
      case "weekly" -> "week";
      case "quarterly" -> "quarter";
      default -> "year";
    };
  }

  private static long count(String word) {
    if (word.equalsIgnoreCase("a")) {
      return 1;
    }
    int spelled = NUMBER_WORDS.indexOf(word.toLowerCase(Locale.ROOT));
    return spelled >= 0 ? spelled : Long.parseLong(word);
  }
}
