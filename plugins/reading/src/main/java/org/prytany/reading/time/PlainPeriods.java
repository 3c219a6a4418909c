package org.prytany.reading.time;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.number.NumberWords;
import org.prytany.reading.number.PlainDecimal;
import org.prytany.spi.Claim;

/**
 * Reads periods whose number is spelled out, broken, or said twice: "two and a half years", "6 1/2
 * weeks", "six (6) months", "3 to 6 months". Stateless.
 */
public final class PlainPeriods implements TimeReader {

  private static final Pattern COUNTED = Cues.pattern(PlainPeriods.class, "counted");
  private static final Pattern SINGLE = Cues.pattern(PlainPeriods.class, "single");
  private static final Pattern SHORT = Cues.pattern(PlainPeriods.class, "short");
  private static final Pattern SIGN = Pattern.compile("[½¼¾]|[13]/[24]");
  private static final BigDecimal QUARTER = new BigDecimal("0.25");

  @Override
  public List<Reading> read(String text) {
    List<Reading> readings = new ArrayList<>();
    BitSet known = new BitSet();
    Matcher counted = COUNTED.matcher(text);
    while (counted.find()) {
      known.set(counted.start(), counted.end());
      readings.add(new Reading(counted.start(), counted.end(), counted(counted)));
    }
    Matcher single = SINGLE.matcher(text);
    while (single.find()) {
      int next = known.nextSetBit(single.start());
      List<WrittenTime> times = single(single);
      if ((next < 0 || next >= single.end()) && !times.isEmpty()) {
        readings.add(new Reading(times.getFirst().start(), single.end(), times));
      }
    }
    return readings;
  }

  private static List<WrittenTime> counted(Matcher matcher) {
    Optional<BigDecimal> count = number(matcher.group("count"));
    String again = matcher.group("again");
    boolean same =
        again == null
            || number(again).filter(other -> other.compareTo(count.orElse(other)) == 0).isPresent();
    if (count.isEmpty() || !same) {
      // "six (8) months" says nothing that anybody can tell.
      return List.of();
    }
    BigDecimal all = count.get().add(part(matcher.group("part"))).add(part(matcher.group("more")));
    List<WrittenTime> times = new ArrayList<>();
    if (matcher.group("low") != null) {
      number(matcher.group("low"))
          .ifPresent(low -> times.add(period(low, matcher, matcher.start())));
    }
    times.add(period(all, matcher, matcher.start("count")));
    return times;
  }

  private static List<WrittenTime> single(Matcher matcher) {
    if (SHORT.matcher(matcher.group("unit")).matches()) {
      // "for a second" and "within a block" are figures of speech.
      return List.of();
    }
    BigDecimal more = part(matcher.group("more"));
    String part = matcher.group("part") == null ? matcher.group("apart") : matcher.group("part");
    if (part != null) {
      return List.of(period(part(part), matcher, matcher.start()));
    }
    if (more.signum() == 0 && matcher.group("cue") == null) {
      return List.of();
    }
    int start = matcher.group("cue") == null ? matcher.start() : matcher.end("cue");
    return List.of(period(BigDecimal.ONE.add(more), matcher, start));
  }

  private static WrittenTime period(BigDecimal count, Matcher matcher, int start) {
    String unit = matcher.group("unit").toUpperCase(Locale.ROOT);
    return unit.equals("FORTNIGHT")
        ? new WrittenTime.Period(
            PlainDecimal.of(count.add(count)), Claim.Unit.WEEK, start, matcher.end())
        : new WrittenTime.Period(
            PlainDecimal.of(count), Claim.Unit.valueOf(unit), start, matcher.end());
  }

  private static Optional<BigDecimal> number(String written) {
    String plain = written.strip().toLowerCase(Locale.ROOT);
    if (plain.isEmpty() || Character.isLetter(plain.charAt(0))) {
      return NumberWords.read(plain);
    }
    BigDecimal sum = BigDecimal.ZERO;
    Matcher sign = SIGN.matcher(plain);
    String whole = plain;
    if (sign.find()) {
      sum = part(sign.group());
      whole = plain.substring(0, sign.start()).strip();
    }
    if (!whole.isEmpty()) {
      if (!whole.matches("\\d{1,5}(?:[.,]\\d{1,3})?")) {
        return Optional.empty();
      }
      boolean grouped = whole.matches("\\d{1,3},\\d{3}");
      sum = sum.add(new BigDecimal(grouped ? whole.replace(",", "") : whole.replace(',', '.')));
    }
    return Optional.of(sum);
  }

  private static BigDecimal part(@org.jspecify.annotations.Nullable String written) {
    if (written == null) {
      return BigDecimal.ZERO;
    }
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "quarter", "¼", "1/4" -> QUARTER;
      case "¾", "3/4" -> QUARTER.multiply(BigDecimal.valueOf(3));
      default -> QUARTER.add(QUARTER);
    };
  }
}
