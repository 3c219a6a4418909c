package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.Claim;
import org.prytany.spi.Effect;

/**
 * From when to when an amount can be drawn little by little, as the decoder says it in the subject
 * of an allowance: {@code stream from 2024-04-08 00:00 UTC to 2026-04-08 00:00 UTC}. Other terms,
 * such as a rate without an end, are not understood here.
 */
record StreamTerms(LocalDateTime start, LocalDateTime stop) {

  private static final String TIME = "(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d(?::\\d\\d)?) UTC";
  private static final Pattern TERMS = Pattern.compile("stream from " + TIME + " to " + TIME);

  /** Months and years have several lengths, and authors count them in days. */
  private static final BigDecimal CALENDARS_DIFFER = new BigDecimal("0.03");

  static Optional<StreamTerms> of(Effect effect) {
    Matcher terms = TERMS.matcher(effect.subject());
    if (effect.kind() != Effect.Kind.ALLOWANCE || !terms.matches()) {
      return Optional.empty();
    }
    LocalDateTime start = LocalDateTime.parse(terms.group(1) + "T" + terms.group(2));
    LocalDateTime stop = LocalDateTime.parse(terms.group(3) + "T" + terms.group(4));
    return stop.isAfter(start) ? Optional.of(new StreamTerms(start, stop)) : Optional.empty();
  }

  long seconds() {
    return Duration.between(start, stop).toSeconds();
  }

  /** Whether it lasts as long as a text says, in whatever calendar. */
  boolean lasts(Claim.Term term) {
    BigDecimal said = term.count().multiply(BigDecimal.valueOf(seconds(term.unit())));
    BigDecimal off = said.subtract(BigDecimal.valueOf(seconds())).abs();
    return term.unit() != Claim.Unit.BLOCK && off.compareTo(said.multiply(CALENDARS_DIFFER)) <= 0;
  }

  private static long seconds(Claim.Unit unit) {
    return switch (unit) {
      case SECOND, BLOCK -> 1;
      case MINUTE -> 60;
      case HOUR -> 3_600;
      case DAY -> 86_400;
      case WEEK -> 7 * 86_400;
      case MONTH -> 2_629_746;
      case QUARTER -> 3 * 2_629_746;
      case YEAR -> 31_556_952;
    };
  }

  @Override
  public String toString() {
    return "from " + said(start) + " to " + said(stop);
  }

  private static String said(LocalDateTime time) {
    return time.toString().replace('T', ' ') + " UTC";
  }
}
