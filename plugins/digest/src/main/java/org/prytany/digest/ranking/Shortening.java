package org.prytany.digest.ranking;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.digest.repair.Asides;
import org.prytany.judging.KeptWords;

/**
 * Makes a sentence fit to be shown, by leaving things out: list markers, bare links, footnote
 * marks, line breaks, pointers in parentheses. Words, numbers and negations stay.
 */
final class Shortening {

  private static final Pattern MARKER = Pattern.compile("\\A(?:[-*•–—▪●◦>]+|\\[[ xX]\\])\\s+");
  private static final Pattern LINK_IN_PARENTHESES =
      Pattern.compile(
          "\\s?\\((?:(?:see|link|source|here|via|cf\\.?)?:?\\s*)https?://[^\\s()]+\\s*\\)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LINK =
      Pattern.compile("<?https?://[^\\s<>]+?>?(?=[.,;:)]*(?:\\s|\\z))", Pattern.CASE_INSENSITIVE);
  private static final Pattern FOOTNOTE = Pattern.compile("\\[\\^[^\\]\\s]{1,20}\\]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final List<KeptWords> KEPT =
      List.of(KeptWords.NEGATION, KeptWords.CONDITION, KeptWords.MODAL);
  private static final Pattern MUST_STAY =
      Pattern.compile(
          "[\\p{Sc}%‰]|\\p{Nd}"
              + "|\\b(?:subject|when|where|before|after|once|while"
              + "|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty"
              + "|hundred|thousand|million|billion|half|double|per|percent|days?|weeks?|months?"
              + "|years?|hours?|blocks?|bps|wei|gwei)\\b|\\b\\p{Lu}{2,}+\\b",
          Pattern.UNICODE_CASE);

  private static final Pattern OPEN =
      Pattern.compile(
          "(?:" + KeptWords.OPEN_END.pattern() + ")[^,;:]*\\z", Pattern.CASE_INSENSITIVE);

  private Shortening() {}

  /** Whether the end of a text that was cut off may belong to a negation or condition in it. */
  static boolean leavesOpen(String cut) {
    return OPEN.matcher(cut).find();
  }

  /**
   * Whether a text may not be left out: it has a negation, a condition, a modal, a number or a
   * unit, symbols of tokens included.
   */
  static boolean mustStay(String text) {
    return KEPT.stream().anyMatch(words -> words.pattern().matcher(text).find())
        || MUST_STAY.matcher(text).find()
        || MUST_STAY.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  /** The sentence as shown; "" when nothing is left of it. */
  static String shown(String sentence) {
    String text = sentence.strip();
    Matcher marker = MARKER.matcher(text);
    if (marker.find()) {
      text = text.substring(marker.end());
    }
    if (text.contains("://")) {
      text = LINK_IN_PARENTHESES.matcher(text).replaceAll("");
      text = LINK.matcher(text).replaceAll("");
    }
    text = Asides.without(FOOTNOTE.matcher(text).replaceAll(""));
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  /** Number of blank-separated words; two characters of a script without blanks count as one. */
  static int words(String text) {
    int words = 0;
    int dense = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        inside = false;
      } else if (Character.isIdeographic(c) || c >= '\u3040' && c <= '\u30FF') {
        dense++;
        inside = false;
      } else if (!inside) {
        inside = true;
        words++;
      }
    }
    return words + (dense + 1) / 2;
  }
}
