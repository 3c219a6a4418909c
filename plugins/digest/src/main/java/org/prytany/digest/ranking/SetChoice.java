package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.prytany.reading.markdown.StillWanted;
import org.prytany.reading.modality.Leaning;

/**
 * Chooses the two to four sentences that are worth most together: that one of them says the ask
 * best, that one says it, that one gives the reason, and that none misleads; then how much they are
 * like authors' summaries, and how much of the room they use. All sets of the most promising
 * sentences are tried, so that the order of them does not matter.
 */
final class SetChoice {

  /** So many sentences are tried with each other: 781 sets of two to four. */
  private static final int PROMISING = 12;

  /** What it is worth that a set meets a need, and what it costs that it misleads. */
  private static final Map<ReaderModel.Need, Double> WORTH =
      Map.of(
          ReaderModel.Need.BEST_ASK, 2.0,
          ReaderModel.Need.ASK, 1.5,
          ReaderModel.Need.REASON, 1.8,
          ReaderModel.Need.MISLEADING, -2.4);

  private static final double LIKENESS = 0.1;
  private static final double LENGTH = 0.6;

  /** What a section that the authors call their summary is worth, if it fills the room. */
  private static final double AUTHORS_SUMMARY = 4;

  /** Beyond the first two, a sentence this short is mostly a label without what it labels. */
  private static final int LEAST_WORDS_OF_MORE = 8;

  private static final int FEWEST = 2;
  private static final double MOST_LIKENESS = 20;

  /**
   * What is never in a set: where no two other sentences fit, there is none. A sentence that points
   * back may be, where it hardly misleads.
   */
  private static final Set<Leaning> NEVER =
      Set.of(
          Leaning.QUESTION,
          Leaning.GREETING,
          Leaning.LEGAL,
          Leaning.HEDGE,
          Leaning.EXAMPLE,
          Leaning.REJECTED,
          Leaning.PAST,
          Leaning.CASE,
          Leaning.FRAGMENT);

  private static final double HARDLY = 0.3;

  /** What it costs that a sentence tells little and likely asks for nothing. */
  private static final double LITTLE = 1.2;

  private final List<Candidate> candidates;
  private final List<Leaning> leanings;
  private final double[] likeness;
  private final boolean[] authors;
  private final boolean[] little;
  private final double[][] missed;
  private final int limit;

  /**
   * @param likeness how much each sentence is like authors' summaries, in standings of its text
   * @param needs what {@link ReaderModel#needs} says of the sentences
   * @param limit words that the set has at most
   */
  SetChoice(SentenceRanker.Scored scored, double[] likeness, double[][] needs, int limit) {
    this.candidates = scored.candidates();
    this.leanings = scored.leanings();
    this.likeness =
        Arrays.stream(likeness)
            .map(value -> Math.max(-MOST_LIKENESS, Math.min(MOST_LIKENESS, value)))
            .toArray();
    this.authors = new boolean[likeness.length];
    for (int i = 0; i < authors.length; i++) {
      double[] seen = scored.features()[i];
      authors[i] = seen[seen.length - 1] > 0;
    }
    this.little = new boolean[likeness.length];
    double[] asks = needs[ReaderModel.Need.ASK.ordinal()];
    for (int i = 0; i < little.length; i++) {
      little[i] = asks[i] < SentenceRanker.LIKELY && Leaning.tellsLittle(candidates.get(i).shown());
    }
    this.missed =
        Arrays.stream(needs)
            .map(need -> Arrays.stream(need).map(p -> 1 - p).toArray())
            .toArray(double[][]::new);
    this.limit = limit;
  }

  /** The best set in reading order; empty if no two sentences fit. */
  List<Integer> best() {
    int[] promising = promising();
    List<Integer> best = List.of();
    double most = Double.NEGATIVE_INFINITY;
    for (List<Integer> set : sets(promising)) {
      StillWanted.check();
      double worth = worth(set);
      if (worth > most) {
        most = worth;
        best = set;
      }
    }
    return best.stream().sorted().toList();
  }

  private int[] promising() {
    return IntStream.range(0, candidates.size())
        .filter(i -> candidates.get(i).words() <= limit)
        .filter(this::mayBeChosen)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> -alone(i)).thenComparing(i -> i))
        .limit(PROMISING)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private boolean mayBeChosen(int i) {
    Leaning leaning = leanings.get(i);
    double misleads = 1 - missed[ReaderModel.Need.MISLEADING.ordinal()][i];
    return !NEVER.contains(leaning) && (leaning != Leaning.REFERENCE || misleads <= HARDLY);
  }

  /** Whether a sentence that leans so may be quoted without any other; a line of a list may. */
  static boolean mayBeQuoted(Leaning leaning) {
    return leaning == Leaning.FRAGMENT
        || !NEVER.contains(leaning) && leaning != Leaning.REFERENCE && leaning != Leaning.TEMPLATE;
  }

  private double alone(int i) {
    return (1 - missed[0][i])
        + (1 - missed[1][i])
        + (1 - missed[2][i])
        - (1 - missed[3][i])
        - (little[i] ? LITTLE : 0)
        + LIKENESS * likeness[i]
        + (authors[i] ? AUTHORS_SUMMARY : 0);
  }

  private List<List<Integer>> sets(int[] promising) {
    List<List<Integer>> sets = new ArrayList<>();
    extend(promising, 0, List.of(), 0, sets);
    return sets;
  }

  private void extend(
      int[] promising, int from, List<Integer> set, int words, List<List<Integer>> sets) {
    if (set.size() >= FEWEST && shorts(set) <= (set.size() > FEWEST ? 0 : FEWEST)) {
      sets.add(set);
    }
    if (set.size() == SentenceRanker.MAX_SENTENCES) {
      return;
    }
    for (int k = from; k < promising.length; k++) {
      Candidate next = candidates.get(promising[k]);
      boolean twice = set.stream().anyMatch(i -> candidates.get(i).shown().equals(next.shown()));
      if (words + next.words() <= limit && !twice) {
        List<Integer> longer = new ArrayList<>(set);
        longer.add(promising[k]);
        extend(promising, k + 1, longer, words + next.words(), sets);
      }
    }
  }

  private int shorts(List<Integer> set) {
    return (int) set.stream().filter(i -> candidates.get(i).words() < LEAST_WORDS_OF_MORE).count();
  }

  /** How likely it is that no sentence of a set meets a need. At most one says the ask best. */
  private double none(ReaderModel.Need need, List<Integer> set) {
    double none = 1;
    for (int i : set) {
      double missing = missed[need.ordinal()][i];
      none = need == ReaderModel.Need.BEST_ASK ? none - (1 - missing) : none * missing;
    }
    return none;
  }

  private double worth(List<Integer> set) {
    double worth = 0;
    for (ReaderModel.Need need : ReaderModel.Need.values()) {
      double none = none(need, set);
      worth += WORTH.getOrDefault(need, 0.0) * (1 - none);
    }
    double words = 0;
    double like = 0;
    double summarized = 0;
    for (int i : set) {
      worth -= little[i] ? LITTLE : 0;
      words += candidates.get(i).words();
      like += likeness[i] * candidates.get(i).words();
      summarized += authors[i] ? candidates.get(i).words() : 0;
    }
    return worth
        + LIKENESS * like / limit
        + AUTHORS_SUMMARY * summarized / limit
        + LENGTH * words / limit;
  }
}
