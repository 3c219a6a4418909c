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

  /** Of a word that begins with a mark: nobody knows before it is folded. */
  static final int ANY = -1;

  private Terms() {}

  /** Takes each term with its place. */
  interface Taker {

    /**
     * @param term folded
     * @param start in the text, UTF-16 units
     * @param end exclusive
     */
    void take(String term, int start, int end);

    /**
     * Whether a word that begins so, unfolded, is worth being folded.
     *
     * @param first its first character
     */
    default boolean wants(int first) {
      return true;
    }

    /**
     * Whether what follows is not asked for.
     *
     * @param at in the text
     */
    default boolean isDone(int at) {
      return false;
    }
  }

  /** What a term begins with whose word begins with this character. */
  static int beginning(int first) {
    if (first < 0x80) {
      return Character.toLowerCase(first);
    }
    String folded = folded(Character.toString(first), 0, Character.charCount(first));
    return folded.isEmpty() ? ANY : folded.codePointAt(0);
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
    while (at < length && !taker.isDone(at)) {
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
    int digitsEnd = amountEnd(text, start, end);
    if (digitsEnd > start) {
      // An amount that nothing parts from its unit: "25000USDC".
      number(text, start, digitsEnd, digitsEnd, taker);
      take(folded(text, digitsEnd, end), digitsEnd, end, taker);
    }
    if (taker.wants(text.codePointAt(start))) {
      take(folded(text, start, end), start, end, taker);
    }
    return end;
  }

  /** What follows an apostrophe or stands alone is found nowhere else either. */
  private static void take(String folded, int start, int end, Taker taker) {
    if (folded.length() > 1 && folded.length() <= LONGEST) {
      taker.take(folded, start, end);
    }
  }

  private static boolean hasDigit(String text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (isDigit(text.charAt(at))) {
        return true;
      }
    }
    return false;
  }

  /** Where the digits end of a word that is digits and then a unit; its beginning otherwise. */
  private static int amountEnd(String text, int start, int end) {
    int at = start;
    while (at < end && isDigit(text.charAt(at))) {
      at++;
    }
    boolean hex = text.startsWith("0x", start) || text.startsWith("0X", start);
    return hex || hasDigit(text, at, end) ? start : at;
  }

  /** Digits with what parts them: "25,000.50" is 25000.5, and "25.000" 25000 or 25. */
  private static int number(String text, int start, int firstEnd, int length, Taker taker) {
    int end = firstEnd;
    int separators = 0;
    boolean grouped = true;
    boolean alike = true;
    int last = -1;
    while (end + 1 < length && isSeparator(text.charAt(end)) && isDigit(text.charAt(end + 1))) {
      // What stands behind a point is one run of digits: of another kind only the last may be.
      grouped &= alike;
      alike &= last < 0 || text.charAt(last) == text.charAt(end);
      last = end;
      separators++;
      end++;
      int begun = end;
      while (end < length && isDigit(text.charAt(end))) {
        end++;
      }
      grouped &= end - begun == GROUP;
    }
    if (end - start > LONGEST) {
      return end;
    }
    String written = text.substring(start, end);
    // Two kinds of separators prove which of them is the point.
    boolean isPoint = !alike && text.charAt(last) != '\'';
    if (separators == 0 || grouped && !isPoint) {
      taker.take(plain(digitsOf(written)), start, end);
    }
    boolean mayBePoint = isPoint || separators == 1 || separators > 0 && !grouped;
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
        taker.take(folded(text, at, end), at, end);
        alone = false;
      } else if (alone) {
        taker.take(folded(text, at, next), at, next);
      }
      at = next;
    }
    return at;
  }

  /**
   * Without case and accents. Marks are left out before anything is put in order, and no more is
   * read than a term may have: a run of marks, however long, costs one look at each.
   */
  private static String folded(String text, int start, int end) {
    StringBuilder letters = new StringBuilder();
    int count = 0;
    for (int at = start; at < end && count <= LONGEST; ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (!isMark(point)) {
        letters.appendCodePoint(point);
        count++;
      }
    }
    StringBuilder folded = new StringBuilder();
    Normalizer.normalize(letters, Normalizer.Form.NFKD)
        .codePoints()
        .filter(point -> !isMark(point))
        .forEach(folded::appendCodePoint);
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isMark(int point) {
    return Character.getType(point) == Character.NON_SPACING_MARK;
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
