package org.prytany.governance.proof;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a sentence begins that speaks of the proposal itself: "This proposal asks for".
 *
 * @param kind what the rest is then said to be
 * @param length units of the sentence that belong to it
 */
record Frame(Kind kind, int length) {

  enum Kind {
    /** The rest stands for itself. */
    NONE,
    /** The rest, which begins with its verb, is said of the proposal. */
    SUBJECT,
    /** The proposal is to do the rest. */
    PLAN,
    /** The proposal says the rest. */
    SAID
  }

  static Frame of(String sentence) {
    ProofWords words = ProofWords.shipped();
    int plan = longest(words, "plan-frame", sentence);
    int said = longest(words, "said-frame", sentence);
    if (plan == 0 && said == 0) {
      int subject = longest(words, "subject-frame", sentence);
      return new Frame(subject > 0 ? Kind.SUBJECT : Kind.NONE, subject);
    }
    return plan >= said ? new Frame(Kind.PLAN, plan) : new Frame(Kind.SAID, said);
  }

  private static int longest(ProofWords words, String kind, String sentence) {
    int longest = 0;
    for (Pattern pattern : words.patterns(kind)) {
      Matcher matcher = pattern.matcher(sentence);
      if (matcher.lookingAt() && !goesOn(sentence, matcher.end())) {
        longest = Math.max(longest, matcher.end());
      }
    }
    return longest;
  }

  private static boolean goesOn(String sentence, int at) {
    return at < sentence.length() && Character.isLetterOrDigit(sentence.charAt(at));
  }
}
