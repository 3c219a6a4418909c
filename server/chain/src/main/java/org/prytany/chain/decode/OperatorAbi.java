package org.prytany.chain.decode;

import java.util.List;
import java.util.Optional;
import org.prytany.spi.Address;

/**
 * Functions of contracts that the operator described.
 *
 * @param binding the one contract that is meant; empty: any contract
 */
public record OperatorAbi(Optional<Binding> binding, List<KnownFunction> functions) {
  public OperatorAbi {
    functions = List.copyOf(functions);
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
