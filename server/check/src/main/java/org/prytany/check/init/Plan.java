package org.prytany.check.init;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;

/**
 * What is to be written.
 *
 * @param endpoint the chain's; a secret
 * @param id the DAO's, as settings name it
 * @param name what readers see
 * @param funds accounts that hold what the DAO has, beside the one that its governor executes from
 * @param names the address book, in order
 * @param voter whose key votes; empty: nothing is signed
 * @param store of a MongoDB; a secret
 * @param plugins SHA-256 of the plugins that may run
 */
record Plan(
    String endpoint,
    long chainId,
    Scout.Found found,
    String id,
    String name,
    List<Address> funds,
    Map<Address, String> names,
    Optional<Voter> voter,
    Optional<String> store,
    List<String> plugins) {

  Plan {
    funds = List.copyOf(funds);
    names = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(names));
    plugins = List.copyOf(plugins);
  }

  /** An account and the keystore that has its key. */
  record Voter(Address account, Path keystore) {}
}
