package org.prytany.governance.proof;

import java.util.Locale;

/** Cuts the endings of English words, so that forms of one word are the same. */
final class Stem {

  private static final int SHORTEST = 4;

  /** How verbs make nouns that have another ending: "extension" of "extend". */
  private static final String[][] NOUNS = {
    {"ification", "ify"}, {"uction", "uce"}, {"ension", "end"}, {"ansion", "and"},
    {"isation", "ize"}, {"ise", "ize"}, {"ising", "ize"}, {"ised", "ize"}
  };

  private Stem() {}

  /**
   * What is left of a word; the same for "reduces", "reduced" and "reducing". Who does something
   * ("delegator") is not what is done.
   */
  static String of(String word) {
    String stem = word.toLowerCase(Locale.ROOT);
    if (!stem.chars().allMatch(Character::isLetter) || stem.length() < SHORTEST) {
      return stem;
    }
    if (stem.endsWith("ies")) {
      stem = cut(stem, 3) + "y";
    } else if (stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
      stem = cut(stem, 1);
    }
    for (String[] noun : NOUNS) {
      if (stem.endsWith(noun[0]) && stem.length() - noun[0].length() >= 2) {
        return of(cut(stem, noun[0].length()) + noun[1]);
      }
    }
    for (String ending : new String[] {"ation", "ment", "ion", "al", "ing", "ed", "ly"}) {
      if (stem.endsWith(ending) && stem.length() - ending.length() >= SHORTEST - 1) {
        stem = cut(stem, ending.length());
        break;
      }
    }
    int length = stem.length();
    if (length > SHORTEST && stem.charAt(length - 1) == stem.charAt(length - 2)) {
      stem = cut(stem, 1);
    }
    stem = stem.length() > SHORTEST - 1 && stem.endsWith("e") ? cut(stem, 1) : stem;
    // "Migrate" and "migration" are one word.
    return stem.length() > SHORTEST && stem.endsWith("at") ? cut(stem, 2) : stem;
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }
}
