package org.prytany.app.names;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/**
 * Which names accounts had when they were last looked up. Whoever reads them asks no chain. A
 * lookup that failed is simply no name.
 */
public final class AccountNames {

  private static final Logger LOG = System.getLogger(AccountNames.class.getName());

  private static final int MOST_KEPT = 10_000;
  private static final int MOST_A_TURN = 200;
  private static final int TOGETHER = 25;

  /** Names change hands. */
  private static final Duration LASTS = Duration.ofHours(6);

  /** What failed may be one account's doing: others have their turn first. */
  private static final Duration REST = Duration.ofMinutes(30);

  /** Asks a chain. */
  @FunctionalInterface
  public interface Lookup {
    /**
     * Names by account; an account without one is left out.
     *
     * @throws PrytanyException if there is no answer
     */
    Map<Address, String> names(long chainId, Collection<Address> accounts);
  }

  private final Lookup lookup;
  private final InstantSource clock;
  private final Map<Key, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private record Key(long chainId, Address account) {}

  /**
   * What an account was found to be called.
   *
   * @param name empty: nothing
   * @param until from then on it is looked up again
   */
  private record Known(Optional<String> name, Instant until) {}

  public AccountNames(Lookup lookup, InstantSource clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  /**
   * Looks up those of which nothing is known, or what was known lies too far back; some at a time.
   *
   * @param accounts the most important first
   */
  public void look(long chainId, Collection<Address> accounts) {
    List<Address> due = due(chainId, accounts);
    for (int from = 0; from < due.size(); from += TOGETHER) {
      List<Address> group = due.subList(from, Math.min(due.size(), from + TOGETHER));
      try {
        keep(chainId, group, lookup.names(chainId, group), LASTS);
      } catch (PrytanyException e) {
        keep(chainId, group, Map.of(), REST);
        LOG.log(
            Level.DEBUG,
            "names of accounts on chain {0} were not read: {1}",
            Long.toString(chainId),
            e.code());
        return;
      }
    }
  }

  /** Names of those that have one. */
  public synchronized Map<Address, String> of(long chainId, Collection<Address> accounts) {
    Map<Address, String> names = new HashMap<>();
    for (Address account : accounts) {
      Optional.ofNullable(known.get(new Key(chainId, account)))
          .flatMap(Known::name)
          .ifPresent(name -> names.put(account, name));
    }
    return names;
  }

  private synchronized List<Address> due(long chainId, Collection<Address> accounts) {
    Instant now = clock.instant();
    List<Address> due = new ArrayList<>();
    for (Address account : accounts) {
      Known its = known.get(new Key(chainId, account));
      if (due.size() < MOST_A_TURN && (its == null || !now.isBefore(its.until()))) {
        due.add(account);
      }
    }
    return due;
  }

  private synchronized void keep(
      long chainId, List<Address> asked, Map<Address, String> names, Duration lasts) {
    Instant until = clock.instant().plus(lasts);
    for (Address account : asked) {
      Key key = new Key(chainId, account);
      // Removed first: what was looked up longest ago goes first.
      known.remove(key);
      known.put(key, new Known(Optional.ofNullable(names.get(account)), until));
    }
  }
}
