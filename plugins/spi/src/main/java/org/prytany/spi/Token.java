package org.prytany.spi;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fungible asset that an action moves.
 *
 * @param contract the ERC-20 contract; empty for the chain's native coin
 * @param symbol what the contract or the operator's token list says; empty when neither does
 * @param decimals number of decimal places of one whole unit; empty when unknown
 */
public record Token(Optional<Address> contract, Optional<String> symbol, OptionalInt decimals) {

  /** The chain's native coin, counted in wei. */
  public static final Token NATIVE =
      new Token(Optional.empty(), Optional.of("ETH"), OptionalInt.of(18));

  public boolean isNative() {
    return contract.isEmpty();
  }
}
