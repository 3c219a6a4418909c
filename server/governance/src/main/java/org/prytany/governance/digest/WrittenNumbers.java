package org.prytany.governance.digest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the numbers that a piece of text can be read as. More than one reading is given where there
 * is more than one ("25.000"); it only serves to see that a number a plugin reports is really
 * there.
 */
final class WrittenNumbers {

  private static final Pattern DIGITS =
      Pattern.compile(
          "(?<![\\p{L}\\d])(?<number>\\d[\\d,.'’_ \\u00a0\\u202f]*)\\s?"
              + "(?<scale>thousand|million|billion|trillion|gwei|wei|mm|mn|bn|k|m|b)?(?![\\p{L}])",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> ONE = Set.of("a", "an", "one");
  private static final Map<String, BigDecimal> PARTS =
      Map.of("half", new BigDecimal("0.5"), "quarter", new BigDecimal("0.25"));
  private static final BigDecimal MOST_SPELLED = BigDecimal.valueOf(1_000_000_000_000L);
  private static final Pattern LETTERS = Pattern.compile("[a-z]+");
  private static final Map<String, Integer> SMALL =
      Map.ofEntries(
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19),
          Map.entry("twenty", 20),
          Map.entry("thirty", 30),
          Map.entry("forty", 40),
          Map.entry("fifty", 50),
          Map.entry("sixty", 60),
          Map.entry("seventy", 70),
          Map.entry("eighty", 80),
          Map.entry("ninety", 90),
          Map.entry("hundred", 100));

  private WrittenNumbers() {}

  /** Whether the text can be read as containing {@code number}. */
  static boolean contains(String text, BigDecimal number) {
    return in(text).stream().anyMatch(found -> found.compareTo(number) == 0);
  }

  /** Every reading of every number in the text. */
  static List<BigDecimal> in(String text) {
    String plain = ownDigits(text).replaceAll("[*_`~\\\\\u2060]", "");
    List<BigDecimal> found = new ArrayList<>();
    Matcher matcher = DIGITS.matcher(plain);
    while (matcher.find()) {
      String scaleWord = matcher.group("scale");
      BigDecimal scale = scale(scaleWord == null ? "" : scaleWord);
      for (String reading : readings(matcher.group("number"))) {
        found.add(new BigDecimal(reading).multiply(scale));
        if (scale.compareTo(BigDecimal.ONE) < 0) {
          found.add(new BigDecimal(reading));
        }
      }
    }
    spelled(plain, found);
    return found;
  }

  /** Digits of other scripts as ours: that they are other ones is said elsewhere. */
  private static String ownDigits(String text) {
    StringBuilder digits = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      int value = Character.digit(text.charAt(i), 10);
      if (value >= 0 && text.charAt(i) > '9') {
        digits.setCharAt(i, (char) ('0' + value));
      }
    }
    return digits.toString();
  }

  private static List<String> readings(String written) {
    String number = written.replaceAll("[.,\\s\\u00a0\\u202f]+$", "");
    List<String> readings = new ArrayList<>();
    String unspaced = number.replaceAll("['’_ \\u00a0\\u202f]", "");
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

  private static BigDecimal scale(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "k", "thousand" -> BigDecimal.valueOf(1_000);
      case "m", "mm", "mn", "million" -> BigDecimal.valueOf(1_000_000);
      case "b", "bn", "billion" -> BigDecimal.valueOf(1_000_000_000);
      case "gwei" -> BigDecimal.ONE.movePointLeft(9);
      case "wei" -> BigDecimal.ONE.movePointLeft(18);
      case "trillion" -> BigDecimal.valueOf(1_000_000_000_000L);
      default -> BigDecimal.ONE;
    };
  }

  private static void spelled(String text, List<BigDecimal> found) {
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal group = BigDecimal.ZERO;
    boolean inside = false;
    List<String> words =
        LETTERS.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      String afterNext = i + 2 < words.size() ? words.get(i + 2) : "";
      if (SMALL.containsKey(word)) {
        int small = SMALL.get(word);
        group =
            small == 100
                ? group.max(BigDecimal.ONE).multiply(BigDecimal.valueOf(100))
                : group.add(BigDecimal.valueOf(small));
        inside = true;
      } else if (inside && word.equals("dozen")) {
        group = group.max(BigDecimal.ONE).multiply(BigDecimal.valueOf(12));
      } else if (inside && isScale(word)) {
        BigDecimal times = group.signum() == 0 ? BigDecimal.ONE : group;
        total = total.add(times.multiply(scale(word)));
        group = BigDecimal.ZERO;
      } else if (inside
          && word.equals("and")
          && ONE.contains(next)
          && PARTS.containsKey(afterNext)) {
        // "two and a half million"
        group = group.add(PARTS.get(afterNext));
        i += 2;
      } else if (!inside
          && PARTS.containsKey(word)
          && isScale(ONE.contains(next) ? afterNext : next)) {
        // "half a million", "quarter million"
        group = PARTS.get(word);
        i += ONE.contains(next) ? 1 : 0;
        inside = true;
      } else if (!inside
          && ONE.contains(word)
          && (isScale(next) || next.matches("hundred|dozen"))) {
        group = next.equals("hundred") ? BigDecimal.ZERO : BigDecimal.ONE;
        inside = true;
      } else if (inside && !word.equals("and")) {
        found.add(total.add(group));
        total = BigDecimal.ZERO;
        group = BigDecimal.ZERO;
        inside = false;
      }
      if (total.compareTo(MOST_SPELLED) > 0 || group.compareTo(MOST_SPELLED) > 0) {
        return;
      }
    }
    if (inside) {
      found.add(total.add(group));
    }
  }

  private static boolean isScale(String word) {
    return word.equals("thousand") || word.equals("million") || word.equals("billion");
  }
}
