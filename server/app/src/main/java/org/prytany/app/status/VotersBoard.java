package org.prytany.app.status;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.spi.Address;

/** How reading votes does, and whom the policy follows, as seen at the last turn. */
public final class VotersBoard {

  private final ConcurrentHashMap<String, String> problems = new ConcurrentHashMap<>();
  private volatile Set<Address> followed = Set.of();

  /**
   * Notes why a DAO's votes were not read; nothing where they were.
   *
   * @return whether that is another reason than at the turn before
   */
  public boolean note(String dao, Optional<String> problem) {
    Optional<String> before =
        Optional.ofNullable(
            problem.isPresent() ? problems.put(dao, problem.get()) : problems.remove(dao));
    return !before.equals(problem);
  }

  /** Plain English; empty where nothing is wrong, and before the first turn. */
  public Optional<String> problem(String dao) {
    return Optional.ofNullable(problems.get(dao));
  }

  /** Notes the accounts whose votes the policy asks for. */
  public void follows(Set<Address> accounts) {
    followed = Set.copyOf(accounts);
  }

  /** The accounts whose votes the policy asks for. */
  public Set<Address> followed() {
    return followed;
  }
}
