package org.prytany.chain.decode;

import java.util.Optional;
import java.util.OptionalInt;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Says what a token is called and how it counts. */
public interface Tokens {
  /** Knows nothing: for decoding without a chain. */
  Tokens UNKNOWN =
      (dao, contract) -> new Token(Optional.of(contract), Optional.empty(), OptionalInt.empty());

  /**
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if a chain is needed
   *     and does not answer
   */
  Token of(Dao dao, Address contract);

  /** The chain's own coin. */
  default Token coin(Dao dao) {
    return NativeCoins.of(dao.chainId());
  }
}
