package org.prytany.reading.modality;

/**
 * What the words around a statement make of it. The rules are data, {@code modality.rules}, and the
 * first that fits decides.
 */
public enum Modality {
  /** It is to happen: what nothing takes back. */
  REQUESTED,
  /** It is not to happen, or is what something else is compared with. */
  DENIED,
  /** It happened before. */
  PAST,
  /** It is to happen under a condition. */
  CONDITIONAL,
  /** Another vote is to decide on it. */
  OTHER_VOTE,
  /** It says what something is worth, holds or earns. */
  VALUATION,
  /** It only explains something. */
  EXAMPLE;

  private static final Rules RULES = Rules.shipped();

  /** Whether a payment or a change of power may be explained by a statement of this kind. */
  public boolean explains() {
    return this == REQUESTED || this == CONDITIONAL;
  }

  /**
   * What a sentence says of a statement in it. The cost does not grow with the sentence.
   *
   * @param from where the words that may belong to the statement begin, e.g. after the statement
   *     before it
   * @param start first unit of the statement
   * @param end after its last unit
   */
  public static Modality of(Matter matter, String sentence, int from, int start, int end) {
    return RULES.of(matter, sentence, from, start, end, null);
  }

  static Modality of(
      Matter matter, String sentence, int from, int start, int end, Around.Place place) {
    return RULES.of(matter, sentence, from, start, end, place);
  }

  /** What a whole sentence or line says of what it is about, wherever the words stand. */
  public static Modality of(Matter matter, String words) {
    return RULES.of(matter, words);
  }
}
