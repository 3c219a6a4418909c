package org.prytany.verify.abi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.OperatorAbi;
import org.prytany.spi.Address;

/** What ABIs say together, beside what the server knows without them. */
final class Teaching {

  private static final Address NOBODY = Address.ZERO;

  private final KnownFunctions all;
  private final Collection<Contract> contracts;

  Teaching(Collection<Contract> contracts) {
    this.contracts = contracts;
    this.all =
        KnownFunctions.with(contracts.stream().flatMap(each -> each.taught().stream()).toList());
  }

  /** The new ones among them, each under a name of its own. */
  static List<Contract> fresh(Map<String, Contract> there, List<Contract> found) {
    Set<String> identities = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Contract contract : there.values()) {
      identities.add(contract.identity());
      names.add(contract.name().toLowerCase(Locale.ROOT));
    }
    List<Contract> fresh = new ArrayList<>();
    for (Contract contract : found) {
      if (identities.add(contract.identity())) {
        String plain =
            contract
                .binding()
                .map(bound -> contract.name() + "-" + bound.chainId() + "-" + bound.address())
                .orElse(contract.name());
        String name = plain;
        for (int next = 2; !names.add(name.toLowerCase(Locale.ROOT)); next++) {
          name = plain + "-" + next;
        }
        fresh.add(contract.named(name));
      }
    }
    return fresh;
  }

  /** How the server takes a call of a function: one sentence without its full stop. */
  String taken(Contract contract, KnownFunction function) {
    if (contract.binding().flatMap(OperatorAbi.Binding::codeHash).isPresent()) {
      return "named, while the contract has that code";
    }
    long chain = contract.firstOf().map(OperatorAbi.Binding::chainId).orElse(0L);
    Address at = contract.firstOf().map(OperatorAbi.Binding::address).orElse(NOBODY);
    Optional<KnownFunction> known = all.find(chain, at, function.selector());
    if (known.isEmpty()) {
      return "unknown: " + String.join(" or ", all.candidates(chain, at, function.selector()));
    }
    if (!known.get().signature().equals(function.signature())) {
      return "taken for " + known.get().signature() + ", which Prytany knows itself";
    }
    return known.get().effects().isEmpty() ? "named" : "known to Prytany itself";
  }

  /** Whether the server understands it without any ABI. */
  static boolean isBundled(KnownFunction function) {
    return KnownFunctions.bundled()
        .find(0, NOBODY, function.selector())
        .filter(known -> known.signature().equals(function.signature()))
        .isPresent();
  }

  /**
   * Selectors that have two functions, each with a line for a person.
   *
   * @param of only those of these contracts
   */
  List<String> conflicts(List<Contract> of) {
    Set<String> asked = new HashSet<>();
    of.forEach(contract -> contract.functions().forEach(f -> asked.add(f.selector())));
    Map<String, Map<String, String>> said = new TreeMap<>();
    for (Contract contract : contracts) {
      for (KnownFunction function : contract.functions()) {
        if (asked.contains(function.selector())) {
          said.computeIfAbsent(function.selector(), k -> new LinkedHashMap<>())
              .putIfAbsent(function.signature(), contract.name());
        }
      }
    }
    List<String> lines = new ArrayList<>();
    said.forEach(
        (selector, functions) -> {
          KnownFunctions.bundled()
              .find(0, NOBODY, selector)
              .ifPresent(known -> functions.putIfAbsent(known.signature(), "Prytany itself"));
          if (functions.size() > 1) {
            List<String> parts = new ArrayList<>();
            functions.forEach((signature, name) -> parts.add(signature + " (" + name + ")"));
            lines.add(selector + " is " + String.join(" and ", parts));
          }
        });
    return lines;
  }
}
