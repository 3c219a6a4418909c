package org.prytany.governance.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Span;

/**
 * The part of a text that shows best why it was found.
 *
 * @param text a piece of the whole, with "…" where it begins or ends within it
 * @param found places in {@code text} of what was looked for
 * @param parts how many parts of the query are in it
 */
public record Passage(String text, List<Span> found, int parts) {

  private static final int LENGTH = 220;
  private static final int BEFORE = 60;

  public Passage {
    found = List.copyOf(found);
  }

  private record Hit(int part, int start, int end) {}

  /** Empty if nothing of what was looked for is in the text. */
  public static Optional<Passage> of(String text, SearchQuery query) {
    List<Hit> hits = hits(text, query);
    return hits.stream()
        .max(
            Comparator.comparingInt((Hit hit) -> within(hits, hit).size())
                .thenComparing(Comparator.comparingInt(Hit::start).reversed()))
        .map(best -> cut(text, hits, best, within(hits, best).size()));
  }

  private static List<Hit> hits(String text, SearchQuery query) {
    List<Hit> hits = new ArrayList<>();
    Terms.read(
        text,
        (term, start, end) -> {
          for (int part = 0; part < query.parts().size(); part++) {
            // Enough to choose from: a word that is everywhere tells little.
            if (hits.size() < 200 && query.parts().get(part).isIn(term)) {
              hits.add(new Hit(part, start, end));
            }
          }
        });
    return hits;
  }

  private static Set<Integer> within(List<Hit> hits, Hit first) {
    Set<Integer> parts = new HashSet<>();
    hits.stream()
        .filter(hit -> hit.start() >= first.start() && hit.end() <= first.start() + LENGTH - BEFORE)
        .forEach(hit -> parts.add(hit.part()));
    return parts;
  }

  private static Passage cut(String text, List<Hit> hits, Hit best, int parts) {
    int from = boundary(text, Math.max(0, best.start() - BEFORE), best.start());
    int to = Math.max(best.end(), end(text, Math.min(text.length(), from + LENGTH), best.end()));
    String before = from > 0 ? "…" : "";
    String piece = before + text.substring(from, to) + (to < text.length() ? "…" : "");
    List<Span> found =
        hits.stream()
            .filter(hit -> hit.start() >= from && hit.end() <= to)
            .map(
                hit ->
                    new Span(
                        hit.start() - from + before.length(), hit.end() - from + before.length()))
            .distinct()
            .toList();
    return new Passage(piece, found, parts);
  }

  /** The first beginning of a word from here on. */
  private static int boundary(String text, int at, int most) {
    for (int i = at; i < most && i > 0; i++) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    return at == 0 ? 0 : most;
  }

  /** The last end of a word up to here. */
  private static int end(String text, int at, int least) {
    for (int i = at; i > least && i < text.length(); i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return at == text.length() ? at : least;
  }
}
