package org.prytany.governance.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * What somebody looks for: every part has to be there.
 *
 * @param parts in the order in which they were written
 */
public record SearchQuery(List<Part> parts) {

  private static final int LONGEST = 200;
  private static final int MOST_PARTS = 12;
  private static final int SHORTEST_BEGINNING = 3;

  public SearchQuery {
    parts = List.copyOf(parts);
  }

  /**
   * One word, address or number.
   *
   * @param any of which one has to be there
   * @param begins whether a word that merely begins so is there, too
   */
  public record Part(List<String> any, boolean begins) {

    public Part {
      any = List.copyOf(any);
    }

    boolean isIn(String term) {
      return any.stream().anyMatch(each -> begins ? term.startsWith(each) : term.equals(each));
    }
  }

  /**
   * @throws PrytanyException INVALID_INPUT if nothing can be looked for by it, or too much
   */
  public static SearchQuery of(String written) {
    if (written.length() > LONGEST) {
      throw wrong("The search is longer than " + LONGEST + " characters: look for fewer words.");
    }
    // A number that may be read in two ways stands at one place and is one part.
    Map<Integer, List<String>> byPlace = new LinkedHashMap<>();
    Terms.read(
        written,
        (term, start, end) -> byPlace.computeIfAbsent(start, at -> new ArrayList<>()).add(term));
    if (byPlace.isEmpty()) {
      throw wrong(
          "There is nothing to look for: write a word of two letters, a number or an address.");
    }
    if (byPlace.size() > MOST_PARTS) {
      throw wrong("There are more than " + MOST_PARTS + " words: look for fewer.");
    }
    return new SearchQuery(
        byPlace.values().stream().map(any -> new Part(any, mayBegin(any.getFirst()))).toList());
  }

  /** A number is meant as a whole. */
  private static boolean mayBegin(String term) {
    return term.length() >= SHORTEST_BEGINNING && term.chars().anyMatch(Character::isLetter);
  }

  private static PrytanyException wrong(String message) {
    return new PrytanyException(FailureCode.INVALID_INPUT, message);
  }
}
