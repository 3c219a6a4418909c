package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.reading.number.Digits;
import org.prytany.reading.number.PlainDecimal;
import org.prytany.reading.sentence.Unit;

/**
 * In a text that writes "0,5 %" or "1.000,50", and nowhere "0.5", "2,125 USDC" may be two thousand
 * or two: both are said.
 */
public final class DecimalCommas {

  private static final Pattern USED =
      Pattern.compile(
          "(?<![\\w.,])(?:[1-9]\\d{0,2}(?:\\.\\d{3})++,\\d{1,8}|0,\\d{1,18}"
              + "|\\d{1,9},\\d{1,2}(?=\\s?(?:%|[€$£]|(?-i:[A-Z]{3,6}\\b)|mio\\b|mln\\b)))(?![\\d.,]\\d|\\d)",
          Pattern.CASE_INSENSITIVE);

  /** What only those write who group thousands by commas, or have a point before a fraction. */
  private static final Pattern POINTS_USED =
      Pattern.compile(
          "(?<![\\w.,])(?:\\d{1,3}(?:,\\d{3}){2,}+|\\d{1,3}(?:,\\d{3})++\\.\\d{1,8}|\\d{1,9}\\.\\d{1,2})(?![\\d.,]?\\d)(?!\\.\\d)");

  private static final Pattern THOUSANDS =
      Pattern.compile("[1-9]\\d{0,2},\\d{3}(?![\\d,.]\\d|\\d)");

  private DecimalCommas() {}

  /** Whether a text writes a comma before a fraction, and nowhere a point. */
  public static boolean areIn(String text) {
    String ours = Digits.asOurs(text);
    return USED.matcher(ours).find() && !POINTS_USED.matcher(ours).find();
  }

  static boolean areIn(List<Unit> units) {
    return areIn(units.stream().map(Unit::text).collect(Collectors.joining("\n")));
  }

  /** Whether an amount, as it is written, is a thousand times smaller to some readers. */
  public static boolean isAmbiguous(String written) {
    return THOUSANDS.matcher(Digits.asOurs(written)).find();
  }

  /** The amounts of a sentence with their smaller readings. */
  static List<Amount> withFractions(String text, List<Amount> amounts) {
    List<Amount> all = new ArrayList<>();
    for (Amount amount : amounts) {
      all.add(amount);
      if (isAmbiguous(text.substring(amount.start(), amount.end()))) {
        all.add(
            new Amount(
                PlainDecimal.of(amount.value().movePointLeft(3)),
                amount.symbol(),
                amount.start(),
                amount.end()));
      }
    }
    return all;
  }
}
