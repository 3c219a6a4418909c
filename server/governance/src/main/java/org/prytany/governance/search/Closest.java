package org.prytany.governance.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first place of a text where most of what is looked for stands close together. A text is read
 * once, no further than needed, and only words are folded that begin as one that is looked for.
 */
final class Closest implements Terms.Taker {

  /**
   * @param start of the first hit, UTF-16 units
   * @param end of the same hit, exclusive
   * @param parts how many parts of the query stand from there on
   */
  record Place(int start, int end, int parts) {}

  private record Hit(int part, int start, int end) {}

  private final SearchQuery query;
  private final int reach;
  private final Set<Integer> beginnings;
  private final Deque<Hit> close = new ArrayDeque<>();
  private Optional<Place> best = Optional.empty();

  /**
   * @param reach how far from the beginning of the first hit the others may end, UTF-16 units
   */
  Closest(SearchQuery query, int reach) {
    this.query = query;
    this.reach = reach;
    this.beginnings =
        query.parts().stream()
            .flatMap(part -> part.any().stream())
            .map(term -> term.codePointAt(0))
            .collect(Collectors.toSet());
  }

  @Override
  public boolean wants(int first) {
    int beginning = Terms.beginning(first);
    return beginning == Terms.ANY || beginnings.contains(beginning);
  }

  @Override
  public void take(String term, int start, int end) {
    for (int part = 0; part < query.parts().size(); part++) {
      if (query.parts().get(part).isIn(term)) {
        leaveBehind(end);
        close.add(new Hit(part, start, end));
      }
    }
  }

  /** Nothing that follows is as close to the first hit as it may be. */
  private void leaveBehind(int end) {
    if (!close.isEmpty() && end - close.getFirst().start() > reach) {
      weigh();
      while (!close.isEmpty() && end - close.getFirst().start() > reach) {
        close.removeFirst();
      }
    }
  }

  private void weigh() {
    Set<Integer> parts = new HashSet<>();
    close.forEach(hit -> parts.add(hit.part()));
    if (!parts.isEmpty() && parts.size() > best.map(Place::parts).orElse(0)) {
      Hit first = close.getFirst();
      best = Optional.of(new Place(first.start(), first.end(), parts.size()));
    }
  }

  @Override
  public boolean isDone(int at) {
    if (!close.isEmpty() && at - close.getFirst().start() > reach) {
      leaveBehind(at);
    }
    return best.map(Place::parts).orElse(0) == query.parts().size();
  }

  /** Empty if nothing was found. */
  Optional<Place> best() {
    weigh();
    return best;
  }
}
