package org.prytany.governance.reading;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.prytany.governance.reading.WrittenSettings.Clock;

/**
 * A number with its unit.
 *
 * @param unit "" where it has none that is understood
 */
record Quantity(BigDecimal number, String unit, At at) {

  static final int[] SCALES = {0, 2, 4, 6, 8, 16, 18, 24, 27};
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
  private static final int FEWEST_DECIMALS = 6;
  private static final BigDecimal MANY = BigDecimal.valueOf(10_000);
  private static final int DISTINCTIVE = 3;

  /** A number with so many digits is rarely another matter's: gas, caps, base units. */
  private static final int LONG = 5;

  /** A place within a line. */
  record At(int line, int start, int end) {}

  /** Whether no other number happens to look so. */
  boolean isDistinctive() {
    return !unit.isEmpty()
        || number.stripTrailingZeros().precision() >= DISTINCTIVE
        || number.precision() - number.scale() >= LONG;
  }

  /** Whether it is another value of the same kind. */
  boolean isUnlike(Quantity other) {
    return unit.equals(other.unit) && number.compareTo(other.number) != 0;
  }

  /** Whether it is another value, and neither is the number of a step or a year. */
  boolean isRival(Quantity other) {
    return isUnlike(other) && (!unit.isEmpty() || isLarge() && other.isLarge() && !other.isYear());
  }

  private boolean isLarge() {
    return number.precision() - number.scale() >= DISTINCTIVE;
  }

  private boolean isYear() {
    return YEAR.matcher(number.toPlainString()).matches();
  }

  /**
   * @param scales by which a number without a unit may be multiplied, as powers of ten
   */
  boolean means(BigDecimal value, int[] scales, Clock clock) {
    return switch (unit) {
      case "%" -> scaled(number.movePointLeft(2), value, SCALES) || number.compareTo(value) == 0;
      case "bp" ->
          scaled(number.movePointLeft(4), value, SCALES)
              || number.compareTo(value) == 0
              || number.movePointLeft(2).compareTo(value) == 0;
      case "s" -> clock.sure().stream().anyMatch(seconds -> lasts(value, seconds));
      case "t" -> scaled(number, value, isMany() ? withDecimals(scales) : scales);
      default -> scaled(number, value, scales);
    };
  }

  private static boolean scaled(BigDecimal number, BigDecimal value, int[] scales) {
    return Arrays.stream(scales)
        .anyMatch(scale -> number.scaleByPowerOfTen(scale).compareTo(value) == 0);
  }

  /** So many of anything are no collectibles, which have no decimals. */
  private boolean isMany() {
    return number.compareTo(MANY) >= 0;
  }

  private static int[] withDecimals(int[] scales) {
    return Arrays.stream(scales).filter(scale -> scale >= FEWEST_DECIMALS).toArray();
  }

  boolean lasts(BigDecimal value, int seconds) {
    return unit.equals("s") && value.multiply(BigDecimal.valueOf(seconds)).compareTo(number) == 0;
  }
}
