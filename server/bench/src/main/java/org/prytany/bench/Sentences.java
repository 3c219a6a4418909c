package org.prytany.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sentences of proposals for the embedding stage alone. Plainly cut: both sides of a comparison get
 * the same ones, so that it does not matter where exactly they end.
 */
final class Sentences {

  private static final Pattern END = Pattern.compile("(?<=[.!?])\\s+|\\n+");
  private static final Pattern MARKS = Pattern.compile("[#*`>|_\\[\\]]+");
  private static final int LEAST_WORDS = 5;
  private static final int MOST_WORDS = 100;

  private Sentences() {}

  /** Different ones, at most {@code limit}, spread evenly over all. */
  static List<String> of(List<Proposal> proposals, int limit) {
    Set<String> all = new LinkedHashSet<>();
    for (Proposal proposal : proposals) {
      for (String piece : END.split(proposal.body())) {
        String sentence = MARKS.matcher(piece).replaceAll(" ").strip();
        int words = sentence.split("\\s+", -1).length;
        if (words >= LEAST_WORDS && words <= MOST_WORDS) {
          all.add(sentence);
        }
      }
    }
    List<String> list = List.copyOf(all);
    List<String> some = new ArrayList<>();
    int count = Math.min(limit, list.size());
    for (int i = 0; i < count; i++) {
      some.add(list.get((int) ((long) i * list.size() / count)));
    }
    return some;
  }
}
