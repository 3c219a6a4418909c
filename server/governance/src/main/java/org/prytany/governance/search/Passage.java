package org.prytany.governance.search;

import java.util.LinkedHashSet;
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

  /** Empty if nothing of what was looked for is in the text. */
  public static Optional<Passage> of(String text, SearchQuery query) {
    Closest closest = new Closest(query, LENGTH - BEFORE);
    Terms.read(text, closest);
    return closest.best().map(best -> cut(text, query, best));
  }

  private static Passage cut(String text, SearchQuery query, Closest.Place best) {
    int from = boundary(text, Math.max(0, best.start() - BEFORE), best.start());
    int whole = Math.max(best.end(), end(text, Math.min(text.length(), from + LENGTH), best.end()));
    // A word may be very long by its marks.
    int to = Math.min(whole, from + 2 * LENGTH);
    String shown = text.substring(from, to);
    String before = from > 0 ? "…" : "";
    return new Passage(
        before + shown + (to < text.length() ? "…" : ""),
        marks(shown, query, before.length()),
        best.parts());
  }

  private static List<Span> marks(String shown, SearchQuery query, int behind) {
    Set<Span> marks = new LinkedHashSet<>();
    Terms.read(
        shown,
        (term, start, end) -> {
          if (query.parts().stream().anyMatch(part -> part.isIn(term))) {
            marks.add(new Span(behind + start, behind + end));
          }
        });
    return List.copyOf(marks);
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
