package org.prytany.governance.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.ProposalKey;

/**
 * Which titles of a DAO are like another one: by the words that they share, each weighed by how few
 * titles have it, so that what all have ("proposal", "the") says little.
 */
final class SimilarTitles {

  /** Of 1 for the same words; so much have two of a series that differ in a name. */
  private static final double LEAST = 0.4;

  private final List<SearchRepository.Title> all;
  private final Map<String, Integer> having = new HashMap<>();

  SimilarTitles(List<SearchRepository.Title> all) {
    this.all = all;
    all.forEach(title -> title.words().forEach(word -> having.merge(word, 1, Integer::sum)));
  }

  private record Scored(SearchRepository.Title title, double score) {}

  /** Earlier proposals whose titles are like that of this one, the likest first. */
  List<ProposalKey> before(ProposalKey key, int most) {
    Optional<SearchRepository.Title> asked =
        all.stream().filter(title -> title.key().equals(key)).findFirst();
    return asked.stream()
        .flatMap(
            its ->
                all.stream()
                    .filter(other -> other.block() < its.block())
                    .map(other -> new Scored(other, likeness(its.words(), other.words()))))
        .filter(scored -> scored.score() >= LEAST)
        .sorted(
            Comparator.comparingDouble(Scored::score)
                .thenComparingLong(scored -> scored.title().block())
                .reversed())
        .limit(most)
        .map(scored -> scored.title().key())
        .toList();
  }

  /** The cosine of the weighed words: 0 for no common one, 1 for the same. */
  private double likeness(Set<String> one, Set<String> other) {
    double shared = one.stream().filter(other::contains).mapToDouble(this::weight).sum();
    return shared == 0 ? 0 : shared / Math.sqrt(weight(one) * weight(other));
  }

  private double weight(Set<String> words) {
    return words.stream().mapToDouble(this::weight).sum();
  }

  private double weight(String word) {
    double rarity = Math.log(1 + (double) all.size() / having.getOrDefault(word, 1));
    return rarity * rarity;
  }
}
