package org.prytany.chain.decode;

import java.util.Optional;
import java.util.OptionalInt;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Tokens of other chains, of which no endpoint is asked: what the operator's list says. */
final class AwayTokens implements Tokens {
  private final Tokens listed;
  private final OtherChains chains;

  AwayTokens(Tokens listed, OtherChains chains) {
    this.listed = listed;
    this.chains = chains;
  }

  @Override
  public Token of(Dao dao, Address contract) {
    return listed.of(dao, contract);
  }

  @Override
  public String caveat(Dao dao, Token token) {
    return listed.caveat(dao, token);
  }

  /** What the coin of a chain is that nobody here knows, nobody here can say either. */
  @Override
  public Token coin(Dao dao) {
    return chains.isNamed(dao.chainId())
        ? NativeCoins.of(dao.chainId())
        : new Token(Optional.empty(), Optional.empty(), OptionalInt.empty());
  }
}
