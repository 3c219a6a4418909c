package org.prytany.governance.effects;

import java.math.BigDecimal;

/** Numbers as a reader writes them, with commas between groups of three digits. */
public final class Grouped {

  private Grouped() {}

  /** Without zeros at the end, and never with an exponent. */
  public static String of(BigDecimal number) {
    return of(number.stripTrailingZeros().toPlainString());
  }

  /**
   * @param number digits, which may have a decimal point
   */
  public static String of(String number) {
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    String rest = point < 0 ? "" : number.substring(point);
    return whole.replaceAll("(?<=\\d)(?=(\\d{3})++$)", ",") + rest;
  }
}
