package org.prytany.reading.time;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.prytany.spi.Claim;

/** A piece of text that says how long something lasts, or on which day it is. */
public sealed interface WrittenTime {

  /** First unit of the text. */
  int start();

  /** After the last unit of the text. */
  int end();

  /** How long something lasts: 2.5 YEAR for "two and a half years". */
  record Period(BigDecimal count, Claim.Unit unit, int start, int end) implements WrittenTime {}

  /** A day of the calendar that the words give whole. */
  record Day(LocalDate date, int start, int end) implements WrittenTime {}
}
