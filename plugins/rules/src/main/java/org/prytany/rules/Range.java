package org.prytany.rules;

import com.google.common.primitives.UnsignedLong;
import java.math.BigDecimal;
import java.util.Optional;

/** Numbers from one to another; the ends belong to it unless they are open. */
record Range(Optional<BigDecimal> from, boolean fromOpen, Optional<BigDecimal> to, boolean toOpen) {

  static final Range ANY = new Range(Optional.empty(), false, Optional.empty(), false);
  static final Range AMOUNT =
      new Range(Optional.of(BigDecimal.ZERO), false, Optional.empty(), false);
  static final Range SHARE =
      new Range(Optional.of(BigDecimal.ZERO), false, Optional.of(BigDecimal.ONE), false);

  static Range at(BigDecimal number) {
    return new Range(Optional.of(number), false, Optional.of(number), false);
  }

  /**
   * @param sign {@code <}, {@code <=}, {@code ==}, {@code >=} or {@code >}
   */
  static Range of(String sign, BigDecimal limit) {
    return switch (sign) {
      case "<", "<=" -> new Range(Optional.empty(), false, Optional.of(limit), sign.equals("<"));
      case ">", ">=" -> new Range(Optional.of(limit), sign.equals(">"), Optional.empty(), false);
      default -> at(limit);
    };
  }

  /** A value of CEL's that is a finite number. */
  static Optional<BigDecimal> number(Object value) {
    return switch (value) {
      case Long whole -> Optional.of(BigDecimal.valueOf(whole));
      case UnsignedLong whole -> Optional.of(new BigDecimal(whole.bigIntegerValue()));
      case Double real when Double.isFinite(real) -> Optional.of(new BigDecimal(real));
      default -> Optional.empty();
    };
  }

  boolean isEmpty() {
    if (from.isEmpty() || to.isEmpty()) {
      return false;
    }
    int order = from.get().compareTo(to.get());
    return order > 0 || (order == 0 && (fromOpen || toOpen));
  }

  /** What lies in both. */
  Range and(Range other) {
    boolean ownFrom = isTighter(from, fromOpen, other.from, other.fromOpen, 1);
    boolean ownTo = isTighter(to, toOpen, other.to, other.toOpen, -1);
    return new Range(
        ownFrom ? from : other.from,
        ownFrom ? fromOpen : other.fromOpen,
        ownTo ? to : other.to,
        ownTo ? toOpen : other.toOpen);
  }

  /** What spans both. */
  Range or(Range other) {
    boolean ownFrom = isTighter(from, fromOpen, other.from, other.fromOpen, 1);
    boolean ownTo = isTighter(to, toOpen, other.to, other.toOpen, -1);
    return new Range(
        ownFrom ? other.from : from,
        ownFrom ? other.fromOpen : fromOpen,
        ownTo ? other.to : to,
        ownTo ? other.toOpen : toOpen);
  }

  private static boolean isTighter(
      Optional<BigDecimal> end,
      boolean open,
      Optional<BigDecimal> other,
      boolean otherOpen,
      int direction) {
    if (end.isEmpty() || other.isEmpty()) {
      return end.isPresent();
    }
    int order = Integer.signum(end.get().compareTo(other.get())) * direction;
    return order > 0 || (order == 0 && (open || !otherOpen));
  }
}
