package org.prytany.governance.digest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prices, in dollars a token, that a text itself states: {@code $0.06 per CELO}, {@code 1 ENS =
 * $14}, {@code CELO price of 1.08}. They are an author's word: they show what a text means by an
 * amount in dollars, and nothing about a market.
 */
final class StatedPrices {

  /** Thousands are never separated: a price that is so written is not read at all. */
  private static final String NUMBER = "(?<price>\\d{1,9}(?:\\.\\d{1,18})?)(?![\\w%]|[.,]\\d)";

  private static final String DOLLARS = "(?:US)?\\$\\s?~?" + NUMBER;
  private static final String ABOUT = "\\s*(?:~|≈|about |approximately |around )?\\s*";
  private static final Pattern MARKUP = Pattern.compile("[*_`\\\\]");

  private StatedPrices() {}

  /**
   * @param text of one line, or of several
   * @param symbol what the token calls itself
   * @return each price once, and none of zero
   */
  static Set<BigDecimal> in(String text, String symbol) {
    Set<BigDecimal> prices = new TreeSet<>();
    String plain = MARKUP.matcher(text).replaceAll("");
    for (Pattern pattern : patterns("(?<![\\p{L}\\d])\\$?" + Pattern.quote(symbol))) {
      Matcher matcher = pattern.matcher(plain);
      while (matcher.find()) {
        BigDecimal price = new BigDecimal(matcher.group("price"));
        if (price.signum() > 0) {
          prices.add(price);
        }
      }
    }
    return prices;
  }

  private static List<Pattern> patterns(String symbol) {
    String token = symbol + "(?![\\p{L}\\d])";
    return List.of(
        // "$0.06 per CELO", "$0.12/CELO", "0.5 USD per CELO"
        pattern(DOLLARS + "(?:\\sUSD)?\\s?(?:/|per\\s|a\\s|each\\s)\\s?" + token),
        pattern("(?<![\\d.,$])" + NUMBER + "\\sUSD\\s(?:per|a)\\s" + token),
        // "1 CELO = $0.50"
        pattern("(?<![\\d.,])1\\s" + token + "\\s?(?:=|≈|~|equals|is)" + ABOUT + DOLLARS),
        // "ENS at $14", "CELO @ $0.5"
        pattern(token + "\\s?(?:at|@)" + ABOUT + DOLLARS),
        // "CELO price of $0.0745", "CELO Price to be executed at 1.08", "CELO price: 0.46"
        pattern(
            token
                + "(?:/USD)?\\sprice\\b[^.\\n;|\\d]{0,60}?(?:of|at|is|to|:|=|-)"
                + ABOUT
                + "(?:US)?\\$?\\s?"
                + NUMBER),
        pattern("\\bprice\\sof\\s" + token + "\\s(?:at|is|of|to|was|:|=)" + ABOUT + DOLLARS));
  }

  private static Pattern pattern(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }
}
