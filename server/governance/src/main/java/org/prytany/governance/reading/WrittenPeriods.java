package org.prytany.governance.reading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.number.WrittenNumbers;
import org.prytany.spi.Claim;

/**
 * Whether words say how long something lasts ("two and a half days", "six (6) months"), read by the
 * host itself: it takes no plugin's word for it.
 */
public final class WrittenPeriods {

  private static final Pattern PERIOD = Cues.pattern(WrittenPeriods.class, "period");
  private static final Pattern TOGETHER = Pattern.compile("(?:,? and|,)?\\s");
  private static final Pattern AND_PART = Cues.pattern(WrittenPeriods.class, "and-part");
  private static final Pattern PART_OF_ONE = Cues.pattern(WrittenPeriods.class, "part-of-one");
  private static final Pattern SIGN = Cues.pattern(WrittenPeriods.class, "sign");
  private static final Pattern ONE = Cues.pattern(WrittenPeriods.class, "one");
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal QUARTER = new BigDecimal("0.25");
  private static final int LONGEST = 400;
  private static final int WORDS_BEHIND = 40;

  private WrittenPeriods() {}

  /** Whether the words say so many of that unit. */
  public static boolean say(String words, BigDecimal count, Claim.Unit unit) {
    String near = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    if (unit == Claim.Unit.WEEK && near.toLowerCase(Locale.ROOT).contains("fortnight")) {
      BigDecimal fortnights = count.divide(BigDecimal.TWO);
      return isCounted(near, fortnights) || isCounted(near, count);
    }
    return WrittenTimes.saysUnit(words, unit)
        && (WrittenNumbers.contains(words, count) || isCounted(near, count));
  }

  private static boolean isCounted(String words, BigDecimal count) {
    if (WrittenNumbers.contains(words, count)) {
      return true;
    }
    boolean article = ONE.matcher(words).find();
    if (article && count.compareTo(BigDecimal.ONE) == 0) {
      return true;
    }
    if (count.compareTo(HALF) == 0 && PART_OF_ONE.matcher(words).find()) {
      return true;
    }
    Matcher more = AND_PART.matcher(words);
    while (more.find()) {
      BigDecimal whole = count.subtract(part(more.group(1)));
      if (whole.signum() > 0
          && (WrittenNumbers.contains(words, whole)
              || article && whole.compareTo(BigDecimal.ONE) == 0)) {
        return true;
      }
    }
    Matcher sign = SIGN.matcher(words);
    while (sign.find()) {
      String whole = sign.group("whole");
      BigDecimal number =
          part(sign.group("part")).add(whole == null ? BigDecimal.ZERO : new BigDecimal(whole));
      if (number.compareTo(count) == 0) {
        return true;
      }
    }
    return false;
  }

  private static BigDecimal part(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "quarter", "¼", "1/4" -> QUARTER;
      case "¾", "3/4" -> HALF.add(QUARTER);
      default -> HALF;
    };
  }

  private record Phrase(String words, Claim.Unit unit, int start, int end) {}

  /**
   * The seconds that periods of {@code count} make in these words, blocks as they are: 216,000 for
   * a count of 2.5 and "two and a half days", and for one of 2 and "2 days and 12 hours".
   */
  public static List<BigDecimal> seconds(String words, BigDecimal count) {
    String near = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    List<Phrase> phrases = new ArrayList<>();
    Matcher matcher = PERIOD.matcher(near);
    while (matcher.find()) {
      String unit = matcher.group("unit").toUpperCase(Locale.ROOT);
      phrases.add(
          new Phrase(
              matcher.group(),
              unit.equals("FORTNIGHT") ? Claim.Unit.WEEK : Claim.Unit.valueOf(unit),
              matcher.start(),
              matcher.end()));
    }
    List<BigDecimal> seconds = new ArrayList<>();
    for (int i = 0; i < phrases.size(); i++) {
      Phrase phrase = phrases.get(i);
      Optional<BigDecimal> length = length(phrase.unit());
      if (length.isEmpty() || !say(phrase.words(), count, phrase.unit())) {
        continue;
      }
      BigDecimal sum = count.multiply(length.get());
      if (i + 1 < phrases.size()) {
        sum = sum.add(added(near, phrase, phrases.get(i + 1)));
      }
      seconds.add(sum);
    }
    return seconds;
  }

  /** The seconds of every period in these words, as far as they are counted in words or digits. */
  static List<BigDecimal> all(String words) {
    List<BigDecimal> all = new ArrayList<>();
    Matcher matcher = PERIOD.matcher(words);
    while (matcher.find()) {
      int end = Math.min(words.length(), matcher.end() + WORDS_BEHIND);
      for (BigDecimal count : WrittenNumbers.in(matcher.group())) {
        all.addAll(seconds(words.substring(matcher.start(), end), count));
      }
    }
    return all;
  }

  /** What "and 12 hours" adds to "2 days". */
  private static BigDecimal added(String text, Phrase first, Phrase second) {
    Optional<BigDecimal> larger = length(first.unit());
    Optional<BigDecimal> smaller = length(second.unit());
    boolean one =
        TOGETHER.matcher(text.substring(first.end(), second.start())).matches()
            && larger.isPresent()
            && smaller.isPresent()
            && second.unit() != Claim.Unit.BLOCK
            && smaller.get().compareTo(larger.get()) < 0;
    return one
        ? WrittenNumbers.in(second.words()).stream()
            .findFirst()
            .map(number -> number.multiply(smaller.get()))
            .orElse(BigDecimal.ZERO)
        : BigDecimal.ZERO;
  }

  /** Of units that are always as long. */
  private static Optional<BigDecimal> length(Claim.Unit unit) {
    return switch (unit) {
      case SECOND, BLOCK -> Optional.of(BigDecimal.ONE);
      case MINUTE -> Optional.of(BigDecimal.valueOf(60));
      case HOUR -> Optional.of(BigDecimal.valueOf(3_600));
      case DAY -> Optional.of(BigDecimal.valueOf(86_400));
      case WEEK -> Optional.of(BigDecimal.valueOf(604_800));
      case MONTH, QUARTER, YEAR -> Optional.empty();
    };
  }
}
