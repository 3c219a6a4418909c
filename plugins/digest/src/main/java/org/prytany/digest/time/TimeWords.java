package org.prytany.digest.time;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.reading.number.NumberWords;

/**
 * The words that the rules of {@code times.rules} know. What stands between others cannot be a
 * time, and no rule has to be asked about it.
 */
final class TimeWords {

  private static final Set<String> FURTHER_NUMBERS =
      Set.of("hundred", "thousand", "dozen", "half", "halves", "½", "¼", "¾");
  private static final Set<String> BETWEEN =
      Set.of(
          "a",
          "an",
          "the",
          "and",
          "or",
          "to",
          "of",
          "in",
          "on",
          "is",
          "be",
          ":",
          ",",
          "(",
          ")",
          "-",
          "–",
          "—",
          "/",
          "until",
          "till",
          "through",
          "between",
          "for",
          "within",
          "after",
          "last",
          "lasts",
          "lasting",
          "take",
          "takes",
          "end",
          "close",
          "start",
          "final",
          "calendar",
          "consecutive",
          "successive",
          "full",
          "whole",
          "further",
          "single",
          "additional",
          "more",
          "extra",
          "ago",
          "later",
          "old",
          "'s",
          "’s",
          "toward",
          "towards",
          "near",
          "nearing",
          "around",
          "about",
          "approximately",
          "roughly",
          "million",
          "billion");
  private static final Pattern ORDINAL =
      Pattern.compile(
          "first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen"
              + "|sixteen|seventeen|eighteen|nineteen|twentie|thirtie)th");
  private static final Pattern NUMERAL =
      Pattern.compile("\\d[\\d,./\\u00a0 -]{0,14}(?:st|nd|rd|th)?");
  private static final Pattern DATE = Pattern.compile("\\d{1,4}[/-]\\d{1,2}[/-]\\d{1,4}");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:second|minute|hour|day|week|fortnight|month|quarter|year|block)s?|[qh][1-4]|eoy"
              + "|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
              + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?");
  private static final Pattern YEAR = Pattern.compile("20\\d\\d");

  private TimeWords() {}

  static boolean isKnown(String token) {
    String word = token.toLowerCase(Locale.ROOT);
    return FURTHER_NUMBERS.contains(word)
        || NumberWords.isBelowHundred(word)
        || BETWEEN.contains(word)
        || NUMERAL.matcher(word).matches()
        || TIME.matcher(word).matches()
        || ORDINAL.matcher(word).matches();
  }

  /** Whether a time may be where this word is: a unit, a month, a date, or the year of an end. */
  static boolean isTime(String token) {
    String word = token.toLowerCase(Locale.ROOT);
    return TIME.matcher(word).matches()
        || YEAR.matcher(word).matches()
        || DATE.matcher(word).matches();
  }
}
