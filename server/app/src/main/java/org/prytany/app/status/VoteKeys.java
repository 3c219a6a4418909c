package org.prytany.app.status;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.spi.Address;

/**
 * What the signer last said of keys that end or were revoked. It is told to people; what may be
 * signed the signer decides.
 */
public final class VoteKeys {

  private final Supplier<List<KeyBounds>> signer;
  private final DaoDirectory daos;
  private final InstantSource clock;
  private volatile List<KeyBounds> known = List.of();

  /**
   * A bounded key in the place that it has.
   *
   * @param role "voter" or "executor"
   */
  public record Held(Dao dao, String role, KeyBounds key) {}

  /**
   * @param signer asks for them; may throw what the port says
   */
  public VoteKeys(Supplier<List<KeyBounds>> signer, DaoDirectory daos, InstantSource clock) {
    this.signer = signer;
    this.daos = daos;
    this.clock = clock;
  }

  /**
   * Asks the signer; where it does not answer, what was known stays.
   *
   * @throws PrytanyException SIGNER_UNAVAILABLE
   */
  public void refresh() {
    known = List.copyOf(signer.get());
  }

  /** The bounded keys of accounts that act for a DAO, as last said. */
  public List<Held> held() {
    return daos.all().stream()
        .flatMap(
            dao ->
                known.stream()
                    .flatMap(
                        key ->
                            role(dao, key.account())
                                .map(role -> new Held(dao, role, key))
                                .stream()))
        .toList();
  }

  /** Of the account that votes for a DAO; empty if its key may do all that it is for. */
  public Optional<KeyBounds> voter(Dao dao) {
    return held().stream()
        .filter(held -> held.dao().equals(dao) && held.role().equals("voter"))
        .map(Held::key)
        .findFirst();
  }

  /** What is over, in a sentence by DAO and role. */
  public Map<String, String> over() {
    Instant now = clock.instant();
    Map<String, String> over = new LinkedHashMap<>();
    for (Held held : held()) {
      if (held.key().isOver(now)) {
        over.put(
            "key of " + held.dao().id() + " " + held.role(),
            held.key().words(now) + " What is due for it is not done until it has another key.");
      }
    }
    return over;
  }

  /** What the others may and until when, in a sentence by DAO and role. */
  public Map<String, String> running() {
    Instant now = clock.instant();
    Map<String, String> running = new LinkedHashMap<>();
    for (Held held : held()) {
      if (!held.key().isOver(now)) {
        running.put("key of " + held.dao().id() + " " + held.role(), held.key().words(now));
      }
    }
    return running;
  }

  private static Optional<String> role(Dao dao, Address account) {
    if (dao.voter().equals(Optional.of(account))) {
      return Optional.of("voter");
    }
    return dao.executor().equals(Optional.of(account)) ? Optional.of("executor") : Optional.empty();
  }
}
