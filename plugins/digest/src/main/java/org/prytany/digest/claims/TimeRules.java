package org.prytany.digest.claims;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.digest.sentence.Unit;
import org.prytany.spi.Claim;

/**
 * Collects periods ("for six months", "a 90-day trial") and days of the calendar. Days that can be
 * read in two ways ("03/04/2026") are left out.
 */
final class TimeRules {

  private static final int MAX_CLAIMS = 400;
  private static final String COUNT_WORDS =
      "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";
  private static final Pattern TERM =
      Pattern.compile(
          "(?<![\\w.,$-])(?<count>\\d{1,5}(?:[.,]\\d{1,3})?|"
              + COUNT_WORDS
              + ")[\\s-](?<unit>second|minute|hour|day|week|month|quarter|year|block)s?\\b",
          Pattern.CASE_INSENSITIVE);
  private static final String MONTHS =
      "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
  private static final Pattern ISO =
      Pattern.compile("(?<![\\w-])(?<year>20\\d\\d)-(?<number>\\d\\d)-(?<day>\\d\\d)(?![\\d-])");
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "\\b" + MONTHS + "\\.?\\s(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<year>20\\d\\d)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?<![\\w.,])(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?"
              + MONTHS
              + "\\.?,?\\s(?<year>20\\d\\d)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> NUMBERS = List.of(COUNT_WORDS.split("\\|", -1));
  private static final List<String> SHORT_MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private TimeRules() {}

  static List<Claim> collect(List<Unit> units) {
    List<Claim> claims = new ArrayList<>();
    for (Unit unit : units) {
      String text = unit.text();
      Matcher term = TERM.matcher(text);
      while (term.find() && claims.size() < MAX_CLAIMS) {
        claims.add(
            new Claim.Term(
                count(term.group("count")),
                Claim.Unit.valueOf(term.group("unit").toUpperCase(Locale.ROOT)),
                unit.span(term.start(), term.end())));
      }
      for (Pattern pattern : List.of(ISO, MONTH_FIRST, DAY_FIRST)) {
        Matcher day = pattern.matcher(text);
        while (day.find() && claims.size() < MAX_CLAIMS) {
          int month = pattern == ISO ? number(day.group("number")) : month(day.group("month"));
          day(number(day.group("year")), month, number(day.group("day")))
              .ifPresent(
                  date -> claims.add(new Claim.Day(date, unit.span(day.start(), day.end()))));
        }
      }
    }
    return claims;
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
