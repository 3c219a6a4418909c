package org.prytany.app.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.app.view.DaoView;

/** What the last turns of each DAO came to, so that readers ask no chain. */
public final class DaoBoard {

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /**
   * @param at when the last turn ended
   * @param problem why the DAO's chain could not be read, in plain English without addresses of
   *     endpoints; empty when it could
   * @param problems what else did not get through in the last turn
   * @param balances of the treasury
   */
  public record Entry(
      Instant at, Optional<String> problem, List<String> problems, List<DaoView.Balance> balances) {
    public Entry {
      problems = List.copyOf(problems);
      balances = List.copyOf(balances);
    }
  }

  public void note(String dao, Entry entry) {
    entries.put(dao, entry);
  }

  /** Empty before the first turn. */
  public Optional<Entry> of(String dao) {
    return Optional.ofNullable(entries.get(dao));
  }
}
