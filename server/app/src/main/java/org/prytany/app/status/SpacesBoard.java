package org.prytany.app.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the last turn of each space came to. */
public final class SpacesBoard {

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /**
   * A turn.
   *
   * @param at when it ended
   * @param problems what did not get through, one line each
   */
  public record Entry(Instant at, List<String> problems) {
    public Entry {
      problems = List.copyOf(problems);
    }
  }

  /** Notes a space's turn; gives the one before. */
  public Optional<Entry> note(String space, Entry entry) {
    return Optional.ofNullable(entries.put(space, entry));
  }

  /** Empty before the first turn. */
  public Optional<Entry> of(String space) {
    return Optional.ofNullable(entries.get(space));
  }
}
