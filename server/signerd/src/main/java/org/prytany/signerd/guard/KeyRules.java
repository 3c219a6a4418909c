package org.prytany.signerd.guard;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;

/**
 * What the signer's own file says of its keys.
 *
 * @param names the account of each key that has a name there
 * @param bounds of keys that may only vote; an account is bounded wherever its key is
 * @param revoked the file that names revoked keys; empty: none can be revoked
 */
public record KeyRules(Map<String, Address> names, List<Bound> bounds, Optional<Path> revoked) {

  /** Every key may do what its account is configured for. */
  public static final KeyRules NONE = new KeyRules(Map.of(), List.of(), Optional.empty());

  public KeyRules {
    names = Map.copyOf(names);
    bounds = List.copyOf(bounds);
  }

  /**
   * A key that may only vote.
   *
   * @param name {@code prytany.key.NAME}
   * @param daos ids of the DAOs for which it votes
   * @param spaces ids of the spaces in which it votes off chain
   * @param until from when on it signs nothing
   */
  public record Bound(
      String name, Address account, Set<String> daos, Set<String> spaces, Instant until) {
    public Bound {
      daos = Set.copyOf(daos);
      spaces = Set.copyOf(spaces);
    }

    /** Of a key that votes on the chain alone. */
    public Bound(String name, Address account, Set<String> daos, Instant until) {
      this(name, account, daos, Set.of(), until);
    }
  }

  Optional<Bound> of(Address account) {
    return bounds.stream().filter(bound -> bound.account().equals(account)).findFirst();
  }
}
