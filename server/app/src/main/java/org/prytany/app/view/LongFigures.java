package org.prytany.app.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whole numbers with more digits than anybody counts, by which texts name amounts in a token's
 * smallest unit: said again by a power of ten, which holds whatever the token is.
 */
final class LongFigures {

  /** From a hundredth of a token with 18 places on. */
  private static final Pattern LONG = Pattern.compile("(?<![\\w.,])\\d{17,78}+(?!\\w|[.,]\\d)");

  private static final int PLACES = 18;
  private static final int SHOWN = 4;

  private LongFigures() {}

  /** " (18,000 × 10^18)" for each of the words' long numbers, or "". */
  static String again(String words) {
    String said =
        LONG.matcher(words)
            .results()
            .map(MatchResult::group)
            .distinct()
            .map(LongFigures::said)
            .collect(Collectors.joining("; "));
    return said.isEmpty() ? "" : " (" + said + ")";
  }

  private static String said(String figure) {
    BigDecimal whole = new BigDecimal(figure).movePointLeft(PLACES);
    BigDecimal shown = whole.setScale(SHOWN, RoundingMode.HALF_EVEN);
    String number =
        new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(shown);
    return (shown.compareTo(whole) == 0 ? "" : "about ") + number + " × 10^" + PLACES;
  }
}
