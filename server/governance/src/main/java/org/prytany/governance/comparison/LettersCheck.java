package org.prytany.governance.comparison;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.LookAlikeLetters;
import org.prytany.governance.reading.Quoted;
import org.prytany.spi.Span;

/** Words that are spelt with letters of another script that look like Latin ones. */
record LettersCheck(Comparison comparison) {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\d]++");
  private static final Pattern OTHER_SCRIPT = Pattern.compile("[\\u0370-\\u058f]");

  /** Below, a text is written in another script, and such letters are its own. */
  private static final double MOSTLY_LATIN = 0.8;

  void run() {
    String raw = comparison.raw();
    boolean latinText = mostlyLatin(raw);
    Matcher words = WORD.matcher(raw);
    while (words.find()) {
      if (OTHER_SCRIPT.matcher(words.group()).find()) {
        check(words.group(), new Span(words.start(), words.end()), latinText);
      }
    }
  }

  private void check(String word, Span span, boolean latinText) {
    long alike = word.chars().filter(LookAlikeLetters::looksLatin).count();
    long latin = word.chars().filter(c -> (c | 0x20) >= 'a' && (c | 0x20) <= 'z').count();
    long foreign = word.length() - alike - latin - word.chars().filter(Character::isDigit).count();
    boolean mixed = alike > 0 && latin >= 2 && foreign == 0;
    // All of a word's letters look Latin, in a Latin text: a token's symbol, for one.
    boolean whole = latinText && alike >= 3 && latin == 0 && foreign == 0;
    if (mixed || whole) {
      comparison
          .finding(Severity.AMBER, FindingCode.LOOKALIKE_LETTERS, span)
          .say(
              "The word %s is spelt with letters of another script that look like Latin ones; it"
                  + " is not the word it seems to be.",
              Quoted.of(word));
    }
  }

  private static boolean mostlyLatin(String raw) {
    long all = raw.chars().filter(Character::isLetter).count();
    long latin =
        raw.chars()
            .filter(Character::isLetter)
            .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
            .count();
    return latin >= MOSTLY_LATIN * all;
  }
}
