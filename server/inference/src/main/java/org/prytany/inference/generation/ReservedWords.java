package org.prytany.inference.generation;

import java.util.Set;

/**
 * Words in small letters that say a number, a date or an amount: they are copied like digits. "May"
 * is missing, since it is a verb as well.
 */
final class ReservedWords {

  private static final Set<String> WORDS =
      Set.of(
          ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                  + " fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty"
                  + " seventy eighty ninety hundred hundreds thousand thousands million millions"
                  + " billion billions trillion trillions dozen dozens half halves third thirds"
                  + " quarter quarters double triple twice thrice percent percentage permille bps"
                  + " first second fourth fifth sixth seventh eighth ninth tenth january february"
                  + " march april june july august september october november december monday"
                  + " tuesday wednesday thursday friday saturday sunday dollar dollars euro euros"
                  + " pound pounds yen cent cents wei gwei ether")
              .split(" "));

  /**
   * How a sentence may begin without copying. Any other capital letter could begin a name that no
   * evidence has.
   */
  static final Set<String> OPENINGS =
      Set.of(
          ("The This These Those That It They There A An If In On At As For From To By With After"
                  + " Before When While All Each Every No Any Both And But Also")
              .split(" "));

  private ReservedWords() {}

  /** Whether a word, or a part of it between hyphens, is one, or several written together. */
  static boolean has(String word) {
    for (String part : word.split("[-']", -1)) {
      if (isMadeOfThem(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMadeOfThem(String part) {
    return WORDS.contains(part)
        || WORDS.stream()
            .anyMatch(
                word ->
                    part.length() > word.length()
                        && part.startsWith(word)
                        && isMadeOfThem(part.substring(word.length())));
  }

  static boolean beginsOpening(String letters) {
    return OPENINGS.stream().anyMatch(opening -> opening.startsWith(letters));
  }
}
