package org.prytany.chain.decode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.spi.Address;

/**
 * Functions of contracts that the operator described.
 *
 * @param binding the one contract that is meant; empty: any contract
 * @param words what its publisher says of functions, by their signatures
 * @param name of the one contract that is meant; empty where its name is an ordinary word or not
 *     known
 */
public record OperatorAbi(
    Optional<Binding> binding,
    List<KnownFunction> functions,
    Map<String, PublisherWords> words,
    Optional<String> name) {

  /** A name of two words or more, "PriceFeed" or "price-feed": an ordinary word is no name. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{3,79}+");

  private static final Pattern BETWEEN =
      Pattern.compile("[a-z0-9][A-Z]|[A-Z][A-Z][a-z]|[A-Za-z0-9][_-][A-Za-z0-9]");

  public OperatorAbi {
    functions = List.copyOf(functions);
    words = Map.copyOf(words);
  }

  /** Functions of which no publisher says anything. */
  public OperatorAbi(Optional<Binding> binding, List<KnownFunction> functions) {
    this(binding, functions, Map.of(), Optional.empty());
  }

  /** The same, with what the file calls the contract. */
  OperatorAbi called(String file) {
    return new OperatorAbi(
        binding,
        functions,
        words,
        binding
            .map(it -> file)
            .filter(given -> NAME.matcher(given).matches() && BETWEEN.matcher(given).find()));
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
