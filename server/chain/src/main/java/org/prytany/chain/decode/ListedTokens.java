package org.prytany.chain.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * Tokens by the operator's list, and by what contracts say of themselves where it names none. An
 * endpoint that answers a false number of decimals makes "100 USDC" of any sum: so what it says of
 * a listed token is never counted with.
 */
public final class ListedTokens implements Tokens {
  private final TokenList list;
  private final Tokens contracts;

  public ListedTokens(TokenList list, Tokens contracts) {
    this.list = list;
    this.contracts = contracts;
  }

  @Override
  public Token of(Dao dao, Address contract) {
    return list.find(dao.chainId(), contract)
        .orElseGet(() -> list.unlisted(dao.chainId(), contracts.of(dao, contract)));
  }

  @Override
  public String caveat(Dao dao, Token token) {
    Optional<Token> listed = token.contract().flatMap(at -> list.find(dao.chainId(), at));
    return listed.isPresent() ? contradiction(dao, listed.get()) : Tokens.super.caveat(dao, token);
  }

  @Override
  public Tokens elsewhere() {
    return new ListedTokens(list, UNKNOWN);
  }

  private String contradiction(Dao dao, Token listed) {
    Token said;
    try {
      said = contracts.of(dao, listed.contract().orElseThrow());
    } catch (PrytanyException e) {
      // The list needs no endpoint, and one that does not answer contradicts nothing.
      return "";
    }
    List<String> claims = new ArrayList<>();
    said.symbol()
        .filter(symbol -> !symbol.equalsIgnoreCase(listed.symbol().orElse("")))
        .ifPresent(symbol -> claims.add("the symbol " + symbol));
    if (said.decimals().isPresent() && !said.decimals().equals(listed.decimals())) {
      claims.add(said.decimals().getAsInt() + " decimals");
    }
    return claims.isEmpty()
        ? ""
        : ", which the endpoint says has "
            + String.join(" and ", claims)
            + "; the operator's list is followed";
  }
}
