package org.prytany.chain.decode;

import java.math.BigInteger;
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

  /**
   * What a reader has to know of that name and those decimals, to go after the token's address:
   * that they are the contract's own claim, or that it claims others than the operator's list says.
   * "" where the operator vouches for them, or where there are none.
   *
   * @param token as {@link #of} said
   */
  default String caveat(Dao dao, Token token) {
    if (token.contract().isEmpty()) {
      return "";
    }
    if (token.decimals().isPresent()) {
      return token.symbol().isPresent()
          ? ", whose symbol and decimals are its own claim"
          : ", whose decimals are its own claim";
    }
    return token.symbol().isPresent() ? ", whose symbol is its own claim" : "";
  }

  /** An amount in the words of {@link Wording}, with what has to be known of the token. */
  default String amount(Dao dao, Token token, BigInteger baseUnits) {
    return Wording.amount(dao, token, baseUnits, caveat(dao, token));
  }

  /**
   * The same on other chains than that of the DAO, of which no endpoint is asked: what an operator
   * listed, and nothing else.
   */
  default Tokens elsewhere() {
    return UNKNOWN;
  }

  /** The chain's own coin. */
  default Token coin(Dao dao) {
    return NativeCoins.of(dao.chainId());
  }
}
