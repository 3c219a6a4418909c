package org.prytany.governance.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.ProposalKey;

/**
 * Which titles of a DAO are like another one: by the words that they share, each weighed by how few
 * titles have it, so that what all have ("proposal", "the") says little. Another number counts
 * against it, and the same one is no likeness by itself.
 */
final class SimilarTitles {

  /** Of 1 for the same words; so much have two of a series that differ in a name. */
  private static final double LEAST = 0.4;

  /** Words that both have; one may be anything. */
  private static final int LEAST_WORDS = 2;

  /** Their weight: two words that all titles have stay below it, three do not. */
  private static final double LEAST_SHARED = 1.4;

  private final List<SearchRepository.Title> all;
  private final Map<String, Integer> having = new HashMap<>();

  SimilarTitles(List<SearchRepository.Title> all) {
    this.all = all;
    all.forEach(title -> title.words().forEach(word -> having.merge(word, 1, Integer::sum)));
  }

  private record Scored(SearchRepository.Title title, double score) {}

  /**
   * Earlier proposals whose titles are like that of this one, the likest first; empty where its own
   * title is not known.
   */
  Optional<List<ProposalKey>> before(ProposalKey key, int most) {
    Optional<SearchRepository.Title> asked =
        all.stream().filter(title -> title.key().equals(key)).findFirst();
    return asked.map(its -> before(its, most));
  }

  private List<ProposalKey> before(SearchRepository.Title its, int most) {
    return all.stream()
        .filter(other -> other.block() < its.block())
        .map(other -> new Scored(other, likeness(its.words(), other.words())))
        .filter(scored -> scored.score() >= LEAST)
        .sorted(
            Comparator.comparingDouble(Scored::score)
                .thenComparingLong(scored -> scored.title().block())
                .reversed())
        .limit(most)
        .map(scored -> scored.title().key())
        .toList();
  }

  /** The cosine of what is weighed: 0 for too few common words, 1 for the same. */
  private double likeness(Set<String> one, Set<String> other) {
    List<String> shared = one.stream().filter(other::contains).toList();
    List<String> words = shared.stream().filter(SimilarTitles::isWord).toList();
    return words.size() < LEAST_WORDS || weight(words) < LEAST_SHARED
        ? 0
        : weight(shared) / Math.sqrt(weight(one) * weight(other));
  }

  private static boolean isWord(String term) {
    return term.chars().noneMatch(Character::isDigit);
  }

  private double weight(Collection<String> words) {
    return words.stream().mapToDouble(this::weight).sum();
  }

  private double weight(String word) {
    double rarity = Math.log(1 + (double) all.size() / having.getOrDefault(word, 1));
    return rarity * rarity;
  }
}
