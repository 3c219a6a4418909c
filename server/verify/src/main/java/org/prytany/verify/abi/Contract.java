package org.prytany.verify.abi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.prytany.chain.decode.Descriptor;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.OperatorAbi;

/**
 * The functions of a contract that change something.
 *
 * @param name as a person finds it again
 * @param binding the one contract that is meant; empty: any contract
 * @param source where it was read
 * @param abi the entries as they were published; of a descriptor, all of it
 * @param descriptor where the publisher describes functions of several contracts
 */
record Contract(
    String name,
    Optional<OperatorAbi.Binding> binding,
    String source,
    JsonNode abi,
    List<KnownFunction> functions,
    Optional<Descriptor> descriptor) {

  Contract {
    functions = List.copyOf(functions);
  }

  Contract(
      String name,
      Optional<OperatorAbi.Binding> binding,
      String source,
      JsonNode abi,
      List<KnownFunction> functions) {
    this(name, binding, source, abi, functions, Optional.empty());
  }

  /** A descriptor of functions, for the contracts that it names. */
  static Contract described(String name, String source, JsonNode root, Descriptor descriptor) {
    return new Contract(
        name, Optional.empty(), source, root, descriptor.functions(), Optional.of(descriptor));
  }

  Contract named(String other) {
    return new Contract(other, binding, source, abi, functions, descriptor);
  }

  Contract boundTo(Optional<OperatorAbi.Binding> other) {
    return new Contract(name, other, source, abi, functions, descriptor);
  }

  /** As a server reads it. */
  List<OperatorAbi> taught() {
    return descriptor
        .map(
            it ->
                it.deployments().stream()
                    .map(at -> new OperatorAbi(Optional.of(at), functions, it.words()))
                    .toList())
        .orElseGet(() -> List.of(new OperatorAbi(binding, functions)));
  }

  /** One contract that is meant, if any is. */
  Optional<OperatorAbi.Binding> firstOf() {
    return descriptor.map(it -> it.deployments().getFirst()).or(() -> binding);
  }

  /** Two contracts of one identity say the same about the same calls. */
  String identity() {
    TreeSet<String> said = new TreeSet<>();
    for (KnownFunction function : functions) {
      said.add(function.signature() + " " + function.sentence());
    }
    return where()
        + "\n"
        + String.join("\n", said)
        + descriptor.map(it -> "\n" + it.deployments() + new TreeMap<>(it.words())).orElse("");
  }

  /** "any contract", or the one on its chain. */
  String where() {
    if (descriptor.isPresent()) {
      int contracts = descriptor.get().deployments().size();
      return (contracts == 1 ? "one contract" : contracts + " contracts")
          + ", in its publisher's words";
    }
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
