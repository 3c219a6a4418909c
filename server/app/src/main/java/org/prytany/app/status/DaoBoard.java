package org.prytany.app.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.app.view.DaoView;
import org.prytany.governance.posture.Posture;

/** What the last turns of each DAO came to, so that readers ask no chain. */
public final class DaoBoard {

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Map<String, Posture> postures = new ConcurrentHashMap<>();

  /**
   * @param at when the last turn ended
   * @param problem why the DAO's chain could not be read, in plain English without addresses of
   *     endpoints; empty when it could
   * @param problems what else did not get through in the last turn
   * @param held what the DAO's accounts hold
   * @param kind what its governor was found to be
   */
  public record Entry(
      Instant at,
      Optional<String> problem,
      List<String> problems,
      Treasury.Held held,
      Optional<DaoView.GovernorKind> kind) {
    public Entry {
      problems = List.copyOf(problems);
    }
  }

  public void note(String dao, Entry entry) {
    entries.put(dao, entry);
  }

  /** Keeps who may move what a DAO's accounts have. */
  public void note(String dao, Posture posture) {
    postures.put(dao, posture);
  }

  /** What is dangerous about a DAO's accounts, as last seen; none before the first look. */
  public List<Posture.Danger> dangers(String dao) {
    return Optional.ofNullable(postures.get(dao)).map(Posture::dangers).orElse(List.of());
  }

  /** Empty before the first turn. */
  public Optional<Entry> of(String dao) {
    return Optional.ofNullable(entries.get(dao));
  }
}
