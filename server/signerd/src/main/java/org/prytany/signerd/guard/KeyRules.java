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
   * @param daos ids of the DAOs for which it votes; not empty
   * @param until from when on it signs nothing
   */
  public record Bound(String name, Address account, Set<String> daos, Instant until) {
    public Bound {
      daos = Set.copyOf(daos);
    }
  }

  Optional<Bound> of(Address account) {
    return bounds.stream().filter(bound -> bound.account().equals(account)).findFirst();
  }
}
