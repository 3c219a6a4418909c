package org.prytany.reading.number;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the numbers that a piece of text can be read as. More than one reading is given where there
 * is more than one ("25.000"); it only serves to see that a number which is reported is really
 * there.
 */
public final class WrittenNumbers {

  private static final Pattern DIGITS =
      Pattern.compile(
          "(?<![\\p{L}\\d])(?<number>\\d[\\d,.'’_ \\u00a0\\u202f\\u2009]*)(?:\\s?(?<sign>"
              + Scale.SIGNS
              + ")|\\s?(?<scale>thousand|million|billion|trillion|gwei|wei|mil|mio|mln|mrd|млн|млрд|тыс|tys|tis|mm|mn|bn|k|m|b)?(?![\\p{L}]))",
          Pattern.CASE_INSENSITIVE);

  private WrittenNumbers() {}

  /** Whether the text can be read as containing {@code number}. */
  public static boolean contains(String text, BigDecimal number) {
    return in(text).stream().anyMatch(found -> found.compareTo(number) == 0);
  }

  /** Every reading of every number in the text. */
  public static List<BigDecimal> in(String text) {
    String plain = Digits.asOurs(text).replaceAll("[*_`~\\\\\u2060]", "");
    List<BigDecimal> found = new ArrayList<>();
    Matcher matcher = DIGITS.matcher(plain);
    while (matcher.find()) {
      String word = matcher.group("sign") == null ? matcher.group("scale") : matcher.group("sign");
      BigDecimal scale = Scale.of(word == null ? "" : word);
      for (String reading : readings(matcher.group("number"))) {
        found.add(new BigDecimal(reading).multiply(scale));
        if (word != null && word.equalsIgnoreCase("mil")) {
          // A million to some, and a thousand in Spanish and Portuguese.
          found.add(new BigDecimal(reading).scaleByPowerOfTen(3));
        }
        if (scale.compareTo(BigDecimal.ONE) < 0) {
          found.add(new BigDecimal(reading));
        }
      }
    }
    NumberWords.in(plain).forEach(spelled -> found.add(spelled.value()));
    return found;
  }

  private static List<String> readings(String written) {
    String number = written.replaceAll("[.,\\s\\u00a0\\u202f]+$", "");
    List<String> readings = new ArrayList<>();
    String unspaced = number.replaceAll("['’_ \\u00a0\\u202f\\u2009]", "");
    add(readings, unspaced.replace(",", ""));
    add(readings, unspaced.replace(".", "").replace(',', '.'));
    // A list of numbers, "10 20", is no number of its own: its members are read as well.
    for (String part : number.split("[ \\u00a0\\u202f]+", -1)) {
      add(readings, part.replaceAll("[,'’_]", ""));
    }
    return readings;
  }

  private static void add(List<String> readings, String reading) {
    if (reading.matches("\\d{1,80}(?:\\.\\d{1,80})?")) {
      readings.add(reading);
    }
  }
}
