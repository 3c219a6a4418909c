package org.prytany.signerd.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prytany.governance.posture.Posture;
import org.web3j.crypto.Hash;

/**
 * What contracts say of themselves, in a length that the journal takes: they may say as much as
 * they like. A long value is kept as its length and hash, so that a change of it still shows.
 */
final class Shortened {
  /** Characters of a value: about 90 accounts. */
  private static final int LONGEST_VALUE = 4096;

  private static final int LONGEST_SENTENCE = 1000;
  private static final int MOST_SENTENCES = 50;

  private Shortened() {}

  static Posture posture(Posture posture) {
    return new Posture(
        posture.block(),
        posture.facts().stream()
            .map(fact -> new Posture.Fact(fact.account(), fact.what(), value(fact.value())))
            .toList(),
        posture.dangers());
  }

  /** Older lines may have them in full. */
  static SortedMap<String, String> facts(Map<String, String> facts) {
    SortedMap<String, String> all = new TreeMap<>();
    facts.forEach((key, value) -> all.put(key, value(value)));
    return all;
  }

  /** At most so many, each so long. */
  static List<String> sentences(List<String> all) {
    List<String> some = new ArrayList<>();
    all.stream()
        .limit(MOST_SENTENCES)
        .map(
            one ->
                one.length() <= LONGEST_SENTENCE
                    ? one
                    : one.substring(0, LONGEST_SENTENCE - 1) + "\u2026")
        .forEach(some::add);
    if (all.size() > MOST_SENTENCES) {
      some.set(
          MOST_SENTENCES - 1, "And " + (all.size() - MOST_SENTENCES + 1) + " more have changed.");
    }
    return some;
  }

  private static String value(String value) {
    return value.length() <= LONGEST_VALUE
        ? value
        : "a list of "
            + value.split(",", -1).length
            + " ("
            + value.length()
            + " characters, hash "
            + Hash.sha3String(value)
            + ")";
  }
}
