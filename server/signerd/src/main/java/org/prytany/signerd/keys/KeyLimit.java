package org.prytany.signerd.keys;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;

/**
 * What the signer's file says of a key that may only vote.
 *
 * @param name {@code prytany.key.NAME}
 * @param account whose key it is, where a Web3Signer has it; empty: that of the key's own file
 * @param daos ids of the DAOs for which it votes
 * @param spaces ids of the spaces in which it votes off chain; not empty where there is no DAO
 * @param until from when on it signs nothing
 */
public record KeyLimit(
    String name, Optional<Address> account, Set<String> daos, Set<String> spaces, Instant until) {
  public KeyLimit {
    daos = Set.copyOf(daos);
    spaces = Set.copyOf(spaces);
  }
}
