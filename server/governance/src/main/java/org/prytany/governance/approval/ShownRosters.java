package org.prytany.governance.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.statement.Roster;

/**
 * Who the treasurers are, to be shown: asked of the signer at most once a moment for each DAO,
 * however many read pages at once, and whether or not it answers. Nothing is signed by it.
 */
final class ShownRosters {

  /** How long an answer is shared. */
  private static final Duration SHARED = Duration.ofSeconds(1);

  private final StatementKeeper keeper;
  private final InstantSource clock;
  private final Map<Dao, Shared> shared = new ConcurrentHashMap<>();

  private record Read(Roster roster, Instant at) {

    boolean isFresh(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(SHARED));
    }
  }

  ShownRosters(StatementKeeper keeper, InstantSource clock) {
    this.keeper = keeper;
    this.clock = clock;
  }

  /** As the signer said a moment ago at most; as the configuration says where it did not answer. */
  Roster of(Dao dao) {
    return shared(dao).get(dao);
  }

  /** What is kept changed. */
  void forget(Dao dao) {
    shared(dao).forget();
  }

  private Shared shared(Dao dao) {
    return shared.computeIfAbsent(dao, key -> new Shared());
  }

  private Roster ask(Dao dao) {
    try {
      return keeper.roster(dao);
    } catch (PrytanyException e) {
      return Roster.of(dao);
    }
  }

  /** Of one DAO. Whoever comes while the signer is being asked waits for that answer. */
  private final class Shared {
    private Optional<Read> last = Optional.empty();

    synchronized Roster get(Dao dao) {
      Read read =
          last.filter(its -> its.isFresh(clock.instant()))
              .orElseGet(() -> new Read(ask(dao), clock.instant()));
      last = Optional.of(read);
      return read.roster();
    }

    synchronized void forget() {
      last = Optional.empty();
    }
  }
}
