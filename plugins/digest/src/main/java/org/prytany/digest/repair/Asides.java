package org.prytany.digest.repair;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.judging.KeptWords;
import org.prytany.reading.cue.Cues;

/** What a sentence says in parentheses of another place of the page: "(see the table below)". */
public final class Asides {

  static final Pattern POINTS = Cues.pattern(Asides.class, "points");

  private Asides() {}

  /** The sentence without them; they hold no number, negation, condition or modal. */
  public static String without(String sentence) {
    if (sentence.indexOf('(') < 0) {
      return sentence;
    }
    Matcher aside = POINTS.matcher(sentence);
    return aside.replaceAll(
        found ->
            KeptWords.NEGATION.pattern().matcher(found.group()).find()
                    || KeptWords.CONDITION.pattern().matcher(found.group()).find()
                    || KeptWords.MODAL.pattern().matcher(found.group()).find()
                ? Matcher.quoteReplacement(found.group())
                : "");
  }
}
