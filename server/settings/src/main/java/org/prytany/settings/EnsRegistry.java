package org.prytany.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;

/** Where a chain's registry of the Ethereum Name Service is. */
final class EnsRegistry {

  private static final String NONE = "none";

  /** The same on Ethereum and on Sepolia. */
  private static final Address ETHEREUMS =
      new Address("0x00000000000C2E074eC69A0dFb2997BA6C7d2e1e");

  private static final Set<Long> KNOWN_CHAINS = Set.of(1L, 11_155_111L);

  private EnsRegistry() {}

  /** What a DAO's settings say, or what is known of its chain. */
  static Optional<Address> of(Entries entries, String id, long chainId) {
    Optional<String> written = entries.text(ConfigKey.DAO_ENS_REGISTRY, id);
    if (written.isEmpty()) {
      return Optional.of(ETHEREUMS).filter(its -> KNOWN_CHAINS.contains(chainId));
    }
    if (written.get().equals(NONE)) {
      return Optional.empty();
    }
    try {
      return written.map(Address::new);
    } catch (IllegalArgumentException e) {
      entries.bad(
          ConfigKey.DAO_ENS_REGISTRY.of(id),
          written.get(),
          "an address of 0x and 40 hexadecimal digits, or " + NONE);
      return Optional.empty();
    }
  }

  /** What is wrong where DAOs of one chain name different ones. */
  static List<String> differing(List<Settings.DaoEntry> daos) {
    List<String> problems = new ArrayList<>();
    Map<Long, Settings.DaoEntry> byChain = new HashMap<>();
    for (Settings.DaoEntry entry : daos) {
      Settings.DaoEntry first = byChain.putIfAbsent(entry.dao().chainId(), entry);
      if (first != null && !first.ensRegistry().equals(entry.ensRegistry())) {
        problems.add(
            "DAOs '"
                + first.dao().id()
                + "' and '"
                + entry.dao().id()
                + "' are on one chain but name different registries of names: give both the same"
                + " ens-registry.");
      }
    }
    return problems;
  }
}
