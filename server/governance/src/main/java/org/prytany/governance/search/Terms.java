package org.prytany.governance.search;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What texts are found by: words without case and accents, addresses, and numbers without their
 * separators. Scripts that write no blanks are found by each two letters beside each other.
 */
public final class Terms {

  /** So much of a text is read. */
  static final int MOST_CHARACTERS = 200_000;

  private static final int LONGEST = 80;
  private static final int GROUP = 3;

  private Terms() {}

  /** Takes each term with its place. */
  interface Taker {

    /**
     * @param term folded
     * @param start in the text, UTF-16 units
     * @param end exclusive
     */
    void take(String term, int start, int end);
  }

  /** All terms of a text, each once. */
  static Set<String> of(String text) {
    Set<String> terms = new LinkedHashSet<>();
    read(text, (term, start, end) -> terms.add(term));
    return terms;
  }

  /** Gives the terms of a text in their order; a number that may be read in two ways twice. */
  static void read(String text, Taker taker) {
    int length = Math.min(text.length(), MOST_CHARACTERS);
    int at = 0;
    while (at < length) {
      int point = text.codePointAt(at);
      if (!isPart(point)) {
        at += Character.charCount(point);
      } else if (isUnspaced(point)) {
        at = pairs(text, at, length, taker);
      } else {
        at = word(text, at, length, taker);
      }
    }
  }

  private static int word(String text, int start, int length, Taker taker) {
    int end = start;
    boolean digits = true;
    while (end < length) {
      int point = text.codePointAt(end);
      if (!isPart(point) || isUnspaced(point)) {
        break;
      }
      digits &= isDigit(point);
      end += Character.charCount(point);
    }
    if (digits) {
      return number(text, start, end, length, taker);
    }
    String folded = folded(text.substring(start, end));
    // What follows an apostrophe or stands alone is found nowhere else either.
    if (folded.length() > 1 && folded.length() <= LONGEST) {
      taker.take(folded, start, end);
    }
    return end;
  }

  /** Digits with what parts them: "25,000.50" is 25000.5, and "25.000" 25000 or 25. */
  private static int number(String text, int start, int firstEnd, int length, Taker taker) {
    int end = firstEnd;
    int separators = 0;
    boolean grouped = true;
    int last = -1;
    while (end + 1 < length && isSeparator(text.charAt(end)) && isDigit(text.charAt(end + 1))) {
      last = end;
      separators++;
      end++;
      int begun = end;
      while (end < length && isDigit(text.charAt(end))) {
        end++;
      }
      grouped &= end - begun == GROUP;
    }
    String written = folded(text.substring(start, end));
    if (written.length() > LONGEST) {
      return end;
    }
    if (separators == 0 || grouped) {
      taker.take(plain(digitsOf(written)), start, end);
    }
    boolean mayBePoint = separators == 1 || separators > 0 && !grouped;
    if (mayBePoint && last >= 0 && text.charAt(last) != '\'') {
      int point = last - start;
      String whole = digitsOf(written.substring(0, point));
      taker.take(decimal(whole, written.substring(point + 1)), start, end);
    }
    return end;
  }

  private static String decimal(String whole, String fraction) {
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return end == 0 ? plain(whole) : plain(whole) + "." + fraction.substring(0, end);
  }

  /** Without zeros in front. */
  private static String plain(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static String digitsOf(String written) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      if (isDigit(written.charAt(i))) {
        digits.append(written.charAt(i));
      }
    }
    return digits.toString();
  }

  /** Letters of a script without blanks, each with the next one; one alone stands for itself. */
  private static int pairs(String text, int start, int length, Taker taker) {
    int at = start;
    boolean alone = true;
    while (at < length && isUnspaced(text.codePointAt(at))) {
      int next = at + Character.charCount(text.codePointAt(at));
      if (next < length && isUnspaced(text.codePointAt(next))) {
        int end = next + Character.charCount(text.codePointAt(next));
        taker.take(folded(text.substring(at, end)), at, end);
        alone = false;
      } else if (alone) {
        taker.take(folded(text.substring(at, next)), at, next);
      }
      at = next;
    }
    return at;
  }

  private static String folded(String written) {
    String apart = Normalizer.normalize(written, Normalizer.Form.NFKD);
    StringBuilder folded = new StringBuilder();
    apart
        .codePoints()
        .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
        .forEach(folded::appendCodePoint);
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isPart(int point) {
    return Character.isLetterOrDigit(point)
        || Character.getType(point) == Character.NON_SPACING_MARK
        || Character.getType(point) == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isDigit(int point) {
    return point >= '0' && point <= '9';
  }

  private static boolean isSeparator(char at) {
    return at == ',' || at == '.' || at == '\'';
  }

  private static final List<Character.UnicodeScript> UNSPACED =
      List.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.THAI);

  private static boolean isUnspaced(int point) {
    return point > 0xe00 && UNSPACED.contains(Character.UnicodeScript.of(point));
  }
}
