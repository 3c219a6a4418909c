package org.prytany.verify.abi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.OperatorAbi;

/**
 * The functions of a contract that change something.
 *
 * @param name as a person finds it again
 * @param binding the one contract that is meant; empty: any contract
 * @param source where it was read
 * @param abi the entries as they were published
 */
record Contract(
    String name,
    Optional<OperatorAbi.Binding> binding,
    String source,
    JsonNode abi,
    List<KnownFunction> functions) {

  Contract {
    functions = List.copyOf(functions);
  }

  Contract named(String other) {
    return new Contract(other, binding, source, abi, functions);
  }

  Contract boundTo(Optional<OperatorAbi.Binding> other) {
    return new Contract(name, other, source, abi, functions);
  }

  /** Two contracts of one identity say the same about the same calls. */
  String identity() {
    TreeSet<String> said = new TreeSet<>();
    for (KnownFunction function : functions) {
      said.add(function.signature() + " " + function.sentence());
    }
    return where() + "\n" + String.join("\n", said);
  }

  /** "any contract", or the one on its chain. */
  String where() {
    return binding
        .map(
            bound ->
                bound.address()
                    + " on chain "
                    + bound.chainId()
                    + bound.codeHash().map(hash -> " with the code " + hash).orElse(""))
        .orElse("any contract");
  }
}
