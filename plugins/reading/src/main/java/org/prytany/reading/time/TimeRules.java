package org.prytany.reading.time;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/**
 * Collects periods ("for six months", "a 90-day trial") and days of the calendar. Patterns read
 * what is written plainly; another reader is asked about what they cannot read, or only in part.
 * Days that can be read in two ways ("03/04/2026"), or only from another day on ("next Monday"),
 * are left out.
 */
public final class TimeRules {

  private static final int MAX_TIMES = 400;

  /**
   * Units of text that the other reader is asked about; a proposal has far fewer with a time in
   * them.
   */
  private static final int MAX_ASKED = 200_000;

  private static final int MAX_CELL = 200;
  private static final Pattern TIME_WORD = Cues.pattern(TimeRules.class, "time-word");
  private static final Pattern CUE = Cues.pattern(TimeRules.class, "cue");
  private static final String COUNT_WORDS = Cues.text(TimeRules.class, "count-words");
  private static final Pattern TERM = Cues.pattern(TimeRules.class, "term");
  private static final Pattern ISO = Cues.pattern(TimeRules.class, "iso");
  private static final Pattern MONTH_FIRST = Cues.pattern(TimeRules.class, "month-first");
  private static final Pattern DAY_FIRST = Cues.pattern(TimeRules.class, "day-first");
  private static final List<String> NUMBERS = List.of(COUNT_WORDS.split("\\|", -1));
  private static final List<String> SHORT_MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private final TimeReader further;

  /**
   * @param further is asked about what the patterns cannot read
   */
  public TimeRules(TimeReader further) {
    this.further = further;
  }

  /** The times of each unit, in its own text; of a text with very many, the first. */
  public List<List<WrittenTime>> read(List<Unit> units) {
    List<List<WrittenTime>> all = new ArrayList<>(units.size());
    int found = 0;
    int asked = 0;
    for (Unit unit : units) {
      String text = unit.text();
      List<WrittenTime> times = List.of();
      if (found < MAX_TIMES) {
        times = byPatterns(text);
        if (asked < MAX_ASKED && isWorthAsking(text)) {
          asked += text.length();
          times = merged(times, further.read(text));
        }
        times = times.subList(0, Math.min(times.size(), MAX_TIMES - found));
      }
      found += times.size();
      all.add(times);
    }
    return all;
  }

  /**
   * @param times those of each unit
   */
  public static List<Claim> collect(List<Unit> units, List<List<WrittenTime>> times) {
    List<Claim> claims = new ArrayList<>();
    for (int u = 0; u < units.size(); u++) {
      for (WrittenTime time : times.get(u)) {
        Span span = units.get(u).span(time.start(), time.end());
        claims.add(
            switch (time) {
              case WrittenTime.Period period -> new Claim.Term(period.count(), period.unit(), span);
              case WrittenTime.Day day -> new Claim.Day(day.date(), span);
            });
      }
    }
    return claims;
  }

  /** The period that a short text, e.g. a cell of a table, begins with. */
  public Optional<WrittenTime.Period> first(String text) {
    List<WrittenTime> times = byPatterns(text);
    if (isWorthAsking(text) && text.length() < MAX_CELL) {
      times = merged(times, further.read(text));
    }
    return times.stream()
        .filter(time -> time instanceof WrittenTime.Period && time.start() == 0)
        .map(WrittenTime.Period.class::cast)
        .findFirst();
  }

  private static List<WrittenTime> byPatterns(String text) {
    List<WrittenTime> times = new ArrayList<>();
    Matcher term = TERM.matcher(text);
    while (term.find()) {
      times.add(
          new WrittenTime.Period(
              count(term.group("count")),
              Claim.Unit.valueOf(term.group("unit").toUpperCase(Locale.ROOT)),
              term.start(),
              term.end()));
    }
    for (Pattern pattern : List.of(ISO, MONTH_FIRST, DAY_FIRST)) {
      Matcher day = pattern.matcher(text);
      while (day.find()) {
        int month = pattern == ISO ? number(day.group("number")) : month(day.group("month"));
        day(number(day.group("year")), month, number(day.group("day")))
            .ifPresent(date -> times.add(new WrittenTime.Day(date, day.start(), day.end())));
      }
    }
    return times;
  }

  /**
   * Whether a text has words that the patterns read badly ("a year and a half" has no number, and
   * the last two words of "twenty four months" have a wrong one).
   */
  private static boolean isWorthAsking(String text) {
    return TIME_WORD.matcher(text).find() && CUE.matcher(text).find();
  }

  /**
   * What the other reader reads stands instead of what the patterns read in a part of the same
   * words.
   */
  private static List<WrittenTime> merged(
      List<WrittenTime> known, List<TimeReader.Reading> readings) {
    if (readings.isEmpty()) {
      return known;
    }
    List<WrittenTime> times = new ArrayList<>(known);
    for (TimeReader.Reading reading : readings) {
      boolean news =
          known.stream()
              .filter(k -> k.start() < reading.end() && reading.start() < k.end())
              .allMatch(
                  k ->
                      reading.start() <= k.start()
                          && k.end() <= reading.end()
                          && k.end() - k.start() < reading.end() - reading.start());
      if (news && !reading.times().isEmpty()) {
        times.removeIf(k -> k.start() < reading.end() && reading.start() < k.end());
        times.addAll(reading.times());
      }
    }
    return times;
  }

  private static Optional<LocalDate> day(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      // "30 February 2026" is no day.
      return Optional.empty();
    }
  }

  private static BigDecimal count(String written) {
    int spelled = NUMBERS.indexOf(written.toLowerCase(Locale.ROOT));
    if (spelled >= 0) {
      return BigDecimal.valueOf(spelled + 1L);
    }
    boolean grouped = written.matches("\\d{1,3},\\d{3}");
    return new BigDecimal(grouped ? written.replace(",", "") : written.replace(',', '.'));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static int month(String name) {
    return SHORT_MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
  }
}
