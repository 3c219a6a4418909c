package org.prytany.governance.comparison;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.reading.cue.Cues;

/** What texts call a chain: rows of a file. */
final class ChainNames {

  /** For words that mean the proposal's own chain or Ethereum. */
  static final String HERE_OR_ETHEREUM = "*";

  private static final Map<String, Set<String>> NAMES = Cues.table(ChainNames.class, "names");

  private ChainNames() {}

  /** Each name of each chain that is known, and the chain that it stands for. */
  static Map<String, String> all() {
    Map<String, String> all = new HashMap<>();
    NAMES.forEach(
        (chain, names) ->
            names.stream()
                .filter(name -> !name.matches("\\d+"))
                .forEach(name -> all.put(name, chain)));
    return all;
  }

  /** The name of the chain with an EIP-155 id. */
  static Optional<String> ofId(long id) {
    return NAMES.entrySet().stream()
        .filter(row -> row.getValue().contains(Long.toString(id)))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
