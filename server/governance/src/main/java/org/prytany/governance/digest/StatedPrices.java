package org.prytany.governance.digest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prices, in dollars a token, that a text itself states: {@code $0.06 per CELO}, {@code 1 ENS =
 * $14}, {@code CELO price of 1.08}. They are an author's word: they show what a text means by an
 * amount in dollars, and nothing about a market.
 *
 * @param all each price once, and none of zero
 * @param doubtful whether one of them is said of another time or of something else
 */
record StatedPrices(Set<BigDecimal> all, boolean doubtful) {

  /** Thousands are never separated: a price that is so written is not read at all. */
  private static final String BEHIND = "(?![\\w%]|[.,]\\d)";

  private static final String NUMBER = "(?<price>\\d{1,9}(?:\\.\\d{1,18})?)" + BEHIND;
  private static final String DOLLARS = "(?:US)?\\$\\s?~?" + NUMBER;
  private static final String ABOUT = "\\s*(?:~|≈|about |approximately |around )?\\s*";
  private static final Pattern MARKUP = Pattern.compile("[*_`\\\\]");

  /** Words about a price that was, that might be, or that is none of the token's. */
  private static final Pattern NOT_NOW =
      Pattern.compile(
          "\\b(?:was|were|had|historic\\w*|all[- ]time|ath|peak\\w*|targets?|strike|floor|ceiling|previous\\w*"
              + "|originally|formerly|if|unless|would|could|might|should|below|above|under|over|high|low|impact"
              + "|slippage|feed|oracle|chang\\w*|drop\\w*|fell|falls?|rose|rises?|increas\\w*|decreas\\w*)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?;]\\s|\\n");
  private static final int WORDS_AROUND = 120;

  StatedPrices {
    all = Set.copyOf(all);
  }

  /** The price, if the text states one, and states it as what it is now. */
  Optional<BigDecimal> only() {
    return all.size() == 1 && !doubtful ? all.stream().findFirst() : Optional.empty();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * @param text of one line, or of several
   * @param symbol what the token calls itself
   */
  static StatedPrices in(String text, String symbol) {
    Set<BigDecimal> prices = new TreeSet<>();
    boolean doubtful = false;
    String plain = MARKUP.matcher(text).replaceAll("");
    for (Pattern pattern : patterns("(?<![\\p{L}\\d])\\$?" + Pattern.quote(symbol))) {
      Matcher matcher = pattern.matcher(plain);
      while (matcher.find()) {
        BigDecimal price = new BigDecimal(matcher.group("price"));
        if (price.signum() > 0) {
          prices.add(price.stripTrailingZeros());
          doubtful |= NOT_NOW.matcher(sentence(plain, matcher.start(), matcher.end())).find();
        }
      }
    }
    return new StatedPrices(prices, doubtful);
  }

  private static String sentence(String text, int start, int end) {
    String before = text.substring(Math.max(0, start - WORDS_AROUND), start);
    String behind = text.substring(end, Math.min(text.length(), end + WORDS_AROUND));
    Matcher ends = SENTENCE_END.matcher(before);
    int from = 0;
    while (ends.find()) {
      from = ends.end();
    }
    Matcher last = SENTENCE_END.matcher(behind);
    return before.substring(from)
        + text.substring(start, end)
        + (last.find() ? behind.substring(0, last.start()) : behind);
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
                + "(?:(?:US)?\\$\\s?(?=\\d)|(?=\\d+\\.\\d))"
                + NUMBER),
        pattern("\\bprice\\sof\\s" + token + "\\s(?:at|is|of|to|was|:|=)" + ABOUT + DOLLARS));
  }

  private static Pattern pattern(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }
}
