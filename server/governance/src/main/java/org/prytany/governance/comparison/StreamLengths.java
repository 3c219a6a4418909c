package org.prytany.governance.comparison;

import java.math.BigDecimal;
import org.prytany.governance.effects.Terms;
import org.prytany.spi.Claim;

/** Whether a stream lasts as long as a text says. */
final class StreamLengths {

  /** Months and years have several lengths, and authors count them in days. */
  private static final BigDecimal CALENDARS_DIFFER = new BigDecimal("0.03");

  private StreamLengths() {}

  /** In whatever calendar. */
  static boolean lasts(Terms.Stream stream, Claim.Term term) {
    BigDecimal said = term.count().multiply(BigDecimal.valueOf(seconds(term.unit())));
    BigDecimal off = said.subtract(BigDecimal.valueOf(stream.seconds())).abs();
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
}
