package org.prytany.reading.number;

import java.math.BigDecimal;

/** The one form of a number in which equal numbers are equal. */
public final class PlainDecimal {

  private PlainDecimal() {}

  /** Without trailing zeros behind the point, and with all before it. */
  public static BigDecimal of(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
