package org.prytany.chain.decode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;

/**
 * Functions of contracts that the operator described.
 *
 * @param binding the one contract that is meant; empty: any contract
 * @param words what its publisher says of functions, by their signatures
 */
public record OperatorAbi(
    Optional<Binding> binding, List<KnownFunction> functions, Map<String, PublisherWords> words) {
  public OperatorAbi {
    functions = List.copyOf(functions);
    words = Map.copyOf(words);
  }

  /** Functions of which no publisher says anything. */
  public OperatorAbi(Optional<Binding> binding, List<KnownFunction> functions) {
    this(binding, functions, Map.of());
  }

  /**
   * A contract on a chain.
   *
   * @param codeHash keccak-256 of the code that is meant, "0x" and 64 digits; empty: whatever code
   *     is there
   */
  public record Binding(long chainId, Address address, Optional<String> codeHash) {
    /** Whatever code the contract has. */
    public Binding(long chainId, Address address) {
      this(chainId, address, Optional.empty());
    }
  }
}
