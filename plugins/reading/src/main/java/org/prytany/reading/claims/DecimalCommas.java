package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.number.Digits;
import org.prytany.reading.number.PlainDecimal;
import org.prytany.reading.sentence.Unit;

/**
 * In a text that writes "0,5 %" or "1.000,50", and nowhere "0.5", "2,125 USDC" may be two thousand
 * or two: both are said.
 */
public final class DecimalCommas {

  private static final Pattern USED = Cues.pattern(DecimalCommas.class, "used");
  private static final Pattern POINTS_USED = Cues.pattern(DecimalCommas.class, "points-used");
  private static final Pattern THOUSANDS = Cues.pattern(DecimalCommas.class, "thousands");

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
