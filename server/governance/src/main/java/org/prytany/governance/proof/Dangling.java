package org.prytany.governance.proof;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether a sentence can be understood only with what stands around it. */
final class Dangling {

  private static final Pattern POINTING =
      Pattern.compile(
          "\\b(?:these|those)\\s+(?<noun>\\p{L}+)(?<colon>\\s?:)?", Pattern.CASE_INSENSITIVE);

  private Dangling() {}

  private static final Pattern ADDS =
      Pattern.compile(
          "\\A(?:additionally|also|in addition|finally|lastly),\\s", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = Pattern.compile("\\b\\p{Lu}\\p{L}*+");

  /** Which words lean on something else; empty if none do. */
  static Optional<String> of(String given) {
    // What only adds to what stands before it says the same without that word.
    String sentence = ADDS.matcher(given).replaceFirst("");
    for (Pattern pattern : ProofWords.shipped().patterns("dangling")) {
      Matcher matcher = pattern.matcher(sentence);
      if (matcher.find()) {
        return Optional.of(reason(matcher.group()));
      }
    }
    Matcher pointing = POINTING.matcher(sentence);
    while (pointing.find()) {
      if (pointing.group("colon") == null
          && !names(sentence.substring(0, pointing.start()), pointing.group("noun"))) {
        return Optional.of(reason(pointing.group()));
      }
    }
    return Optional.empty();
  }

  private static String reason(String words) {
    return "\"" + words.strip() + "\" leans on what is not shown";
  }

  private static boolean names(String before, String noun) {
    String stem = Stem.of(noun);
    if (NAME.matcher(before).results().map(MatchResult::group).distinct().count() > 2) {
      return true;
    }
    return Pattern.compile("[^\\p{L}]+").splitAsStream(before).map(Stem::of).anyMatch(stem::equals);
  }
}
