package org.prytany.app.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * A period as asked for.
 *
 * @param from first moment
 * @param to moment after the last
 */
record PeriodBounds(Instant from, Instant to) {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(400);

  /**
   * @param from a day, a time, or "" for seven days ago
   * @param to a day (which is within the period), a time, or "" for seven days ahead
   * @throws org.prytany.governance.failure.PrytanyException INVALID_INPUT
   */
  static PeriodBounds of(String from, String to, Instant now) {
    Instant first = from.isBlank() ? now.minus(WEEK) : time("from", from.strip(), 0);
    Instant last = to.isBlank() ? now.plus(WEEK) : time("to", to.strip(), 1);
    if (!first.isBefore(last)) {
      throw Body.invalid("The period ends before it begins: give a 'from' before 'to'.");
    }
    if (Duration.between(first, last).compareTo(LONGEST) > 0) {
      throw Body.invalid("The period is longer than 400 days: ask for a shorter one.");
    }
    return new PeriodBounds(first, last);
  }

  private static Instant time(String name, String text, int daysAfter) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).plusDays(daysAfter).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw Body.invalid(
          "The query parameter '"
              + name
              + "' is no day: give it as 2026-11-30, or as 2026-11-30T12:00:00Z.");
    }
  }
}
