package org.prytany.chain.decode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;

/** What the operator's files call contracts, where that tells a contract from all others. */
final class ContractNames {

  private final Map<Long, Map<String, Set<Address>>> byChain = new HashMap<>();

  ContractNames(List<OperatorAbi> abis) {
    for (OperatorAbi abi : abis) {
      abi.name()
          .ifPresent(
              name -> {
                OperatorAbi.Binding at = abi.binding().orElseThrow();
                byChain
                    .computeIfAbsent(at.chainId(), chain -> new HashMap<>())
                    .computeIfAbsent(folded(name), key -> new HashSet<>())
                    .add(at.address());
              });
    }
  }

  /**
   * The name of a file's contract; empty where another contract of the chain has it, or one that it
   * is a part of: who says "price feed" may mean the backup price feed.
   */
  Optional<String> alone(OperatorAbi abi) {
    return abi.name()
        .filter(
            name -> {
              Map<String, Set<Address>> there =
                  byChain.getOrDefault(abi.binding().orElseThrow().chainId(), Map.of());
              return there.getOrDefault(folded(name), Set.of()).size() == 1
                  && there.keySet().stream()
                      .noneMatch(
                          other -> !other.equals(folded(name)) && other.contains(folded(name)));
            });
  }

  private static String folded(String name) {
    return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
  }
}
