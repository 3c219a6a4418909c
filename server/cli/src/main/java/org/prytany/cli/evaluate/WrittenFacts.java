package org.prytany.cli.evaluate;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Facts as words write them, each in one form: numbers by their value ("379K" is 379000), percents
 * with their sign, accounts in small letters, the symbol behind an amount, and months with what
 * stands beside them.
 */
final class WrittenFacts {

  private static final Map<String, Integer> SIZES =
      Map.of("k", 3, "m", 6, "b", 9, "million", 6, "billion", 9, "thousand", 3);

  private static final Pattern ACCOUNT =
      Pattern.compile("0x(?:[0-9a-f]{40}\\b|[0-9a-f]{4}…[0-9a-f]{4})", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.])(?<digits>\\d+(?:[,_]\\d{3})*+(?:\\.\\d+)?)(?:\\s?(?<size>[kKmMbB]|[mM]illion|[bB]illion|[tT]housand)\\b)?"
              + "(?:\\s?(?<percent>%|percent\\b))?(?:\\s(?<symbol>[A-Z][A-Za-z]{0,4}[A-Z][A-Za-z]{0,6})\\b)?");

  private static final Pattern MONTH =
      Pattern.compile(
          "\\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\\s\\d{1,4}\\b");

  private WrittenFacts() {}

  static Set<String> of(String words) {
    Set<String> facts = new LinkedHashSet<>();
    Matcher accounts = ACCOUNT.matcher(words);
    while (accounts.find()) {
      facts.add(accounts.group().toLowerCase(Locale.ROOT));
    }
    Matcher months = MONTH.matcher(words);
    while (months.find()) {
      facts.add(months.group());
    }
    Matcher numbers = NUMBER.matcher(accounts.reset().replaceAll(" "));
    while (numbers.find()) {
      BigDecimal value = new BigDecimal(numbers.group("digits").replaceAll("[,_]", ""));
      String size = numbers.group("size");
      if (size != null) {
        value = value.scaleByPowerOfTen(SIZES.getOrDefault(size.toLowerCase(Locale.ROOT), 0));
      }
      boolean percent = numbers.group("percent") != null;
      facts.add(value.stripTrailingZeros().toPlainString() + (percent ? "%" : ""));
      if (numbers.group("symbol") != null) {
        facts.add(numbers.group("symbol").toUpperCase(Locale.ROOT));
      }
    }
    return facts;
  }

  /** Whether a text, or what its calls hold, has a fact. */
  static boolean has(Set<String> written, String text, String fact) {
    if (written.contains(fact)) {
      return true;
    }
    if (fact.contains("…")) {
      String begin = fact.substring(0, fact.indexOf('…'));
      String end = fact.substring(fact.indexOf('…') + 1);
      return written.stream()
          .anyMatch(each -> each.length() == 42 && each.startsWith(begin) && each.endsWith(end));
    }
    return Character.isLetter(fact.charAt(0))
        && text.toUpperCase(Locale.ROOT).contains(fact.toUpperCase(Locale.ROOT));
  }
}
