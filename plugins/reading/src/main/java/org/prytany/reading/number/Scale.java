package org.prytany.reading.number;

import java.math.BigDecimal;
import java.util.Locale;

/** What a word or sign behind a number multiplies it by. */
public final class Scale {

  /** Signs that stand right behind a number, whatever follows. */
  public static final String SIGNS = "[千万萬만亿億억]";

  private Scale() {}

  /** One for what is no such word. */
  public static BigDecimal of(String word) {
    return switch (word.strip().replace(".", "").toLowerCase(Locale.ROOT)) {
      case "k", "thousand", "千", "тыс", "tys", "tis" -> BigDecimal.valueOf(1_000);
      case "万", "萬", "만" -> BigDecimal.valueOf(10_000);
      case "m", "mm", "mn", "mil", "mio", "mln", "млн", "million" -> BigDecimal.valueOf(1_000_000);
      case "亿", "億", "억" -> BigDecimal.valueOf(100_000_000);
      case "b", "bn", "mrd", "млрд", "billion" -> BigDecimal.valueOf(1_000_000_000);
      case "trillion" -> BigDecimal.valueOf(1_000_000_000_000L);
      case "gwei" -> BigDecimal.ONE.movePointLeft(9);
      case "wei" -> BigDecimal.ONE.movePointLeft(18);
      default -> BigDecimal.ONE;
    };
  }
}
