package org.prytany.cli.evaluate;

import java.util.Locale;

/** A share of cases, with its 95 % interval by Wilson's method. */
record Share(int hits, int all) {

  private static final double Z = 1.959964;

  double value() {
    return all == 0 ? 0 : (double) hits / all;
  }

  double low() {
    return bound(-1);
  }

  double high() {
    return bound(1);
  }

  private double bound(int side) {
    if (all == 0) {
      return side < 0 ? 0 : 1;
    }
    double p = value();
    double z2 = Z * Z / all;
    double middle = p + z2 / 2;
    double half = Z * Math.sqrt(p * (1 - p) / all + z2 / (4 * all));
    return Math.clamp((middle + side * half) / (1 + z2), 0, 1);
  }

  /** "98.3 % (95.1–99.4), 57 of 58". */
  @Override
  public String toString() {
    return all == 0
        ? "none"
        : String.format(
            Locale.ROOT,
            "%.1f %% (%.1f–%.1f), %d of %d",
            100 * value(),
            100 * low(),
            100 * high(),
            hits,
            all);
  }
}
