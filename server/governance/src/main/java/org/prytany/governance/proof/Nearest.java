package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/** Which pieces of a text may bear a sentence out. */
final class Nearest {

  /** Evidence with more words is data, and no sentence. */
  private static final int LONGEST_EVIDENCE = 600;

  private static final int CANDIDATES = 8;

  /** Sentences or items that stand beside each other may bear out one together, so many at most. */
  private static final int MOST_JOINED = 2;

  private Nearest() {}

  /** Those pieces, and pairs of neighbours, that share most words with a sentence, best first. */
  static List<Evidence> of(List<Token> words, List<Evidence> all) {
    Set<String> keys = new HashSet<>();
    words.stream().filter(Token::hasContent).forEach(token -> keys.add(token.key()));
    record Ranked(int unit, long shared) {}
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      List<Token> tokens = all.get(i).tokens();
      long shared =
          tokens.size() > LONGEST_EVIDENCE
              ? 0
              : tokens.stream().map(Token::key).distinct().filter(keys::contains).count();
      if (shared > 0) {
        ranked.add(new Ranked(i, shared));
      }
    }
    ranked.sort(Comparator.comparingLong(Ranked::shared).reversed());
    List<Ranked> best = ranked.stream().limit(CANDIDATES).toList();
    List<Evidence> found = new ArrayList<>();
    best.forEach(one -> found.add(all.get(one.unit())));
    for (Ranked one : best) {
      for (int length = 2; length <= MOST_JOINED; length++) {
        for (int from = one.unit() - length + 1; from <= one.unit(); from++) {
          int to = from + length;
          if (from >= 0 && to <= all.size() && isOneSection(all.subList(from, to))) {
            found.add(Evidence.joined(all.subList(from, to)));
          }
        }
      }
    }
    return found;
  }

  private static boolean isOneSection(List<Evidence> pieces) {
    int section = pieces.getFirst().units().getFirst().section();
    int words = 0;
    for (Evidence one : pieces) {
      words += one.tokens().size();
      Unit unit = one.units().getFirst();
      if (unit.section() != section || one.ofCalls() || unit.block().kind() == Block.Kind.HEADING) {
        return false;
      }
    }
    return words <= LONGEST_EVIDENCE;
  }
}
