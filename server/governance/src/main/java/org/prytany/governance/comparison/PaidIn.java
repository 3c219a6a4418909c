package org.prytany.governance.comparison;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Span;

/** Whether the words behind an amount of money say in which token it comes: "$50,000 in CELO". */
final class PaidIn {

  private static final int WORDS_BEHIND = 40;

  private static final Pattern CHOICE = Cues.pattern(PaidIn.class, "choice");

  private final Pattern words;

  PaidIn(String symbol) {
    this.words =
        Pattern.compile(
            "\\A ?\\(?(?:(?:USD )?(?:worth |paid |equivalent )?(?:in|of) (?:the )?)?\\$?(?:"
                + Pattern.quote(symbol)
                + "|"
                + Pattern.quote(symbol.toUpperCase(Locale.ROOT))
                + ")(?![\\p{L}\\d]|[-/.][\\p{L}\\d])");
  }

  boolean isSaid(String text, Span money) {
    return words.matcher(behind(text, money)).find();
  }

  /** As {@link #isSaid}, and no other token is said to do as well: "in USDC or DAI". */
  boolean isOnly(String text, Span money) {
    String behind = behind(text, money);
    Matcher said = words.matcher(behind);
    return said.find() && !CHOICE.matcher(behind.substring(said.end())).find();
  }

  private static String behind(String text, Span money) {
    String behind =
        text.substring(money.end(), Math.min(text.length(), money.end() + WORDS_BEHIND));
    return behind.replaceAll("[*_`\\\\]", "");
  }
}
