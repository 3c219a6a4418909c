package org.prytany.reading.claims;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.number.Digits;
import org.prytany.reading.number.NumberWords;
import org.prytany.reading.number.PlainDecimal;
import org.prytany.reading.number.Scale;

/**
 * Reads amounts of tokens and money: {@code 50,000 USDC}, {@code 1.5M DAI}, {@code $1.2M in
 * stablecoins}, {@code USDC 25,000}, {@code twenty-five thousand USDC}.
 */
final class AmountReader {

  private static final String GROUP = Cues.text(AmountReader.class, "group");
  private static final Pattern PLAIN =
      Cues.pattern(AmountReader.class, "plain", Map.of("signs", Scale.SIGNS));
  private static final Pattern THOUSANDS_OR_FRACTION = Pattern.compile("[1-9]\\d{0,2}\\.\\d00");
  private static final Pattern MIL = Pattern.compile("\\d\\s?mil\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern CURRENCY_BEFORE =
      Cues.pattern(AmountReader.class, "currency-before");

  private static final Set<String> UNITED_STATES = Set.of("US", "USD");
  private static final Pattern SYMBOL_AFTER = Cues.pattern(AmountReader.class, "symbol-after");
  private static final Pattern SYMBOL_BEFORE = Cues.pattern(AmountReader.class, "symbol-before");
  private static final Pattern TOKENS_AFTER = Cues.pattern(AmountReader.class, "tokens-after");
  private static final Pattern WORD_BEFORE = Cues.pattern(AmountReader.class, "word-before");
  private static final Pattern SPELLED_AGAIN = Cues.pattern(AmountReader.class, "spelled-again");

  private AmountReader() {}

  /** Amounts with a symbol, from left to right. */
  static List<Amount> read(String given) {
    String text = Digits.asOurs(given);
    List<Amount> found = new ArrayList<>();
    Matcher matcher = PLAIN.matcher(text);
    while (matcher.find()) {
      if (text.startsWith("%", matcher.end()) || text.startsWith("0x", matcher.start())) {
        continue;
      }
      Optional<Amount> amount = withSymbol(text, matcher);
      amount.ifPresent(found::add);
      if (THOUSANDS_OR_FRACTION.matcher(matcher.group()).matches()) {
        // "25.000 USDC" is twenty-five to some and twenty-five thousand to others: both are said.
        amount.ifPresent(
            a ->
                found.add(
                    new Amount(
                        a.value().multiply(BigDecimal.valueOf(1_000)),
                        a.symbol(),
                        a.start(),
                        a.end())));
      }
    }
    inWords(text, found);
    found.sort(Comparator.comparingInt(Amount::start));
    return found;
  }

  /**
   * Amounts of a text in a language that is not read: digits with symbols. Where English has "mil"
   * for a million, others have it for a thousand.
   */
  static List<Amount> readAbroad(String given) {
    List<Amount> found = new ArrayList<>();
    for (Amount amount : read(given)) {
      String written = Digits.asOurs(given.substring(amount.start(), amount.end()));
      boolean thousand = MIL.matcher(written).find();
      if (written.chars().anyMatch(Character::isDigit)) {
        found.add(
            thousand
                ? new Amount(
                    PlainDecimal.of(amount.value().movePointLeft(3)),
                    amount.symbol(),
                    amount.start(),
                    amount.end())
                : amount);
      }
    }
    return found;
  }

  /** The number that fills a cell of a table, or nearly; without a symbol. */
  static Optional<Amount> bare(String cell) {
    Matcher matcher = PLAIN.matcher(cell);
    if (!matcher.find() || text(cell, matcher.end()).startsWith("%")) {
      return Optional.empty();
    }
    String around = cell.substring(0, matcher.start()) + cell.substring(matcher.end());
    return around.strip().length() <= 3
        ? Optional.of(new Amount(value(matcher), "", matcher.start(), matcher.end()))
        : Optional.empty();
  }

  private static String text(String cell, int from) {
    return cell.substring(from).strip();
  }

  private static Optional<Amount> withSymbol(String text, Matcher number) {
    BigDecimal value = value(number);
    Matcher again =
        SPELLED_AGAIN.matcher(
            text.substring(number.end(), Math.min(text.length(), number.end() + 96)));
    Optional<BigDecimal> spelled =
        again.find() ? NumberWords.read(again.group("words")) : Optional.empty();
    if (spelled.filter(words -> words.compareTo(value) != 0).isPresent()) {
      // "50,000 (five hundred thousand) USDC" asks for nothing that anybody can tell.
      return Optional.empty();
    }
    int start = number.start();
    int end = number.end() + (spelled.isPresent() ? again.end() : 0);
    Matcher sign = CURRENCY_BEFORE.matcher(text.substring(Math.max(0, start - 6), start));
    Matcher after = SYMBOL_AFTER.matcher(text.substring(end, Math.min(text.length(), end + 40)));
    boolean named = after.find();
    Optional<String> symbol = named ? Symbols.of(after.group("symbol")) : Optional.empty();
    if (sign.find()) {
      int from = start - (Math.min(6, start) - sign.start());
      Optional<String> other = otherDollars(sign, after, named);
      if (other.isPresent()) {
        return Optional.of(new Amount(value, other.get(), from, end));
      }
      if (!sign.group("sign").equals("$")) {
        return Optional.of(
            new Amount(value, sign.group("sign").equals("€") ? "EUR" : "GBP", from, end));
      }
      boolean sameUnit = symbol.isPresent() && Symbols.isStable(symbol.get());
      return Optional.of(
          sameUnit
              ? new Amount(value, symbol.get(), from, end + after.end())
              : new Amount(value, "USD", from, end));
    }
    // "25,000 of USDC" is said; "25,000 in ENS" is not an amount of ENS.
    if (named && after.group("symbol").matches("(?i)g?wei")) {
      int digits = after.group("symbol").length() == 3 ? 18 : 9;
      return Optional.of(
          new Amount(
              PlainDecimal.of(value.movePointLeft(digits)), "ETH", start, end + after.end()));
    }
    if (symbol.isPresent() && !after.group("link").contains("in ")) {
      return Optional.of(new Amount(value, symbol.get(), start, end + after.end()));
    }
    Matcher before = SYMBOL_BEFORE.matcher(text.substring(Math.max(0, start - 16), start));
    if (before.find()) {
      String word = before.group("symbol");
      Optional<String> known = Symbols.of(word);
      boolean certain =
          known.isPresent()
              && (Symbols.isStable(known.get()) || word.startsWith("$") || Symbols.isCoin(word));
      if (certain && !precededByNumber(text, start - (Math.min(16, start) - before.start()))) {
        return Optional.of(
            new Amount(value, known.get(), start - (Math.min(16, start) - before.start()), end));
      }
    }
    return TOKENS_AFTER.matcher(text.substring(end, Math.min(text.length(), end + 24))).find()
        ? symbolSaidBefore(text, start).map(said -> new Amount(value, said, start, end))
        : Optional.empty();
  }

  /** The money of another country that has a dollar or a peso: "A$ 100", "$100 MXN". */
  private static Optional<String> otherDollars(Matcher sign, Matcher after, boolean named) {
    if (!sign.group("sign").equals("$")) {
      return Optional.empty();
    }
    String glued = sign.group("glued");
    if (glued != null && !UNITED_STATES.contains(glued)) {
      return Optional.of(glued + "$");
    }
    String apart = sign.group("apart");
    if (apart != null && Symbols.isOtherDollar(apart)) {
      return Optional.of(apart);
    }
    return named && Symbols.isOtherDollar(after.group("symbol"))
        ? Optional.of(after.group("symbol"))
        : Optional.empty();
  }

  /** "The rest in CELO, totalling 3,794,940 tokens": the tokens were named just before. */
  private static Optional<String> symbolSaidBefore(String text, int start) {
    int from = Math.max(0, start - 48);
    String before = text.substring(from, start);
    int clause = Math.max(before.lastIndexOf(". "), before.lastIndexOf("; ")) + 1;
    Optional<String> said = Optional.empty();
    Matcher word = WORD_BEFORE.matcher(before);
    while (word.find()) {
      if (word.start() >= clause && !precededByNumber(text, from + word.start())) {
        Optional<String> symbol = Symbols.of(word.group()).filter(known -> !known.equals("USD"));
        said = symbol.isPresent() ? symbol : said;
      }
    }
    return said;
  }

  private static boolean precededByNumber(String text, int at) {
    int i = at - 1;
    while (i >= 0 && Character.isWhitespace(text.charAt(i))) {
      i--;
    }
    return i >= 0 && Character.isDigit(text.charAt(i));
  }

  private static BigDecimal value(Matcher number) {
    String written = number.group("number");
    // "1.234.567,89" and "2,5" have the comma before the fraction, "12,500" between thousands.
    boolean commaFraction =
        written.matches(
                "\\d{1,3}(?:\\.\\d{3}){2,}+(?:,\\d+)?|[\\d.]+,\\d+|\\d{1,9},\\d{1,2}|\\d{1,3}(?:"
                    + GROUP
                    + "\\d{3})++,\\d+")
            && !written.matches("[1-9]\\d{0,2}(?:,\\d{3})++");
    BigDecimal value =
        new BigDecimal(
            commaFraction
                ? written.replace(".", "").replaceAll(GROUP, "").replace(',', '.')
                : written.replaceAll("[,'’_]|" + GROUP, ""));
    String scale = number.group("scale");
    return PlainDecimal.of(scale == null ? value : value.multiply(Scale.of(scale)));
  }

  private static void inWords(String text, List<Amount> found) {
    for (NumberWords.Spelled number : NumberWords.in(text)) {
      int end = number.end();
      Matcher after = SYMBOL_AFTER.matcher(text.substring(end, Math.min(text.length(), end + 40)));
      if (after.find() && !after.group("link").contains("in ")) {
        Optional<String> symbol = Symbols.of(after.group("symbol"));
        if (symbol.isPresent() && !insideDigits(text, number.start())) {
          found.add(new Amount(number.value(), symbol.get(), number.start(), end + after.end()));
        }
      }
    }
  }

  /** "1.5 million" was read as digits already. */
  private static boolean insideDigits(String text, int start) {
    return precededByNumber(text, start);
  }
}
