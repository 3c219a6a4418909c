package org.prytany.reading.claims;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.number.PlainDecimal;

/**
 * Reads a share of an amount as the amount that it makes: "10 % of 50,000 USDC" is 5,000 USDC. A
 * share that no decimal number says exactly, a third, leaves the whole, which then is no request.
 */
final class Shares {

  /** Longest words of a share before an amount that are looked at, in UTF-16 units. */
  private static final int CONTEXT = 40;

  private static final Pattern SHARE = Cues.pattern(Shares.class, "share");
  private static final Map<String, Integer> PARTS =
      Map.ofEntries(
          Map.entry("half", 2),
          Map.entry("halves", 2),
          Map.entry("hälfte", 2),
          Map.entry("mitad", 2),
          Map.entry("moitié", 2),
          Map.entry("quarter", 4),
          Map.entry("viertel", 4),
          Map.entry("cuarta parte", 4),
          Map.entry("quart", 4),
          Map.entry("fifth", 5),
          Map.entry("fünftel", 5),
          Map.entry("tenth", 10),
          Map.entry("zehntel", 10),
          Map.entry("décimo", 10),
          Map.entry("dixième", 10),
          Map.entry("twentieth", 20),
          Map.entry("hundredth", 100),
          Map.entry("hundertstel", 100),
          Map.entry("thousandth", 1_000),
          Map.entry("tausendstel", 1_000));

  private Shares() {}

  /** The amounts of a sentence, with each whole replaced by the share of it that is said. */
  static List<Amount> of(String text, List<Amount> amounts) {
    List<Amount> shares = new ArrayList<>();
    for (Amount amount : amounts) {
      int from = Math.max(0, amount.start() - CONTEXT);
      Matcher share = SHARE.matcher(text.substring(from, amount.start()));
      shares.add(
          share.find()
              ? part(share, amount.value())
                  .map(
                      value ->
                          new Amount(value, amount.symbol(), from + share.start(), amount.end()))
                  .orElse(amount)
              : amount);
    }
    return shares;
  }

  private static Optional<BigDecimal> part(Matcher share, BigDecimal whole) {
    if (share.group("percent") != null) {
      BigDecimal percent = new BigDecimal(share.group("percent").replace(',', '.'));
      return Optional.of(PlainDecimal.of(whole.multiply(percent).movePointLeft(2)));
    }
    if (share.group("word") != null) {
      return Optional.ofNullable(PARTS.get(share.group("word").toLowerCase(Locale.ROOT)))
          .flatMap(parts -> exactly(whole, BigDecimal.valueOf(parts)));
    }
    return whole.signum() == 0
        ? Optional.empty()
        : exactly(new BigDecimal(share.group("over")), whole);
  }

  private static Optional<BigDecimal> exactly(BigDecimal dividend, BigDecimal divisor) {
    try {
      return Optional.of(PlainDecimal.of(dividend.divide(divisor)));
    } catch (ArithmeticException endless) {
      return Optional.empty();
    }
  }
}
