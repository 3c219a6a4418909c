package org.prytany.chain.decode;

import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Tokens by the operator's list and by what contracts say of themselves. */
public final class ListedTokens implements Tokens {
  private final TokenList list;
  private final Tokens contracts;

  public ListedTokens(TokenList list, Tokens contracts) {
    this.list = list;
    this.contracts = contracts;
  }

  @Override
  public Token of(Dao dao, Address contract) {
    return list.joined(dao.chainId(), contract, contracts.of(dao, contract));
  }
}
