package org.prytany.chain.decode;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Reads symbol() and decimals() of ERC-20 contracts and remembers them. */
public final class RpcTokens implements Tokens {
  private static final int REMEMBERED = 10_000;
  private static final int MOST_DECIMALS = 77;

  private final Endpoints endpoints;
  private final Map<String, Token> known = new ConcurrentHashMap<>();

  public RpcTokens(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public Token of(Dao dao, Address contract) {
    String key = dao.chainId() + ":" + contract;
    Token remembered = known.get(key);
    if (remembered != null) {
      return remembered;
    }
    Views views = new Views(endpoints.of(dao), "latest");
    Token token =
        new Token(
            Optional.of(contract),
            views.raw(contract, "symbol()").flatMap(RpcTokens::symbol),
            decimals(views.number(contract, "decimals()")));
    // What is no token yet may become one: only answers are remembered.
    if (token.symbol().isPresent() || token.decimals().isPresent()) {
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      known.put(key, token);
    }
    return token;
  }

  private static OptionalInt decimals(Optional<BigInteger> answer) {
    return answer
        .filter(number -> number.compareTo(BigInteger.valueOf(MOST_DECIMALS)) <= 0)
        .map(number -> OptionalInt.of(number.intValue()))
        .orElse(OptionalInt.empty());
  }

  // Early tokens (MKR) answer with bytes32 instead of a string.
  private static Optional<String> symbol(byte[] returned) {
    byte[] raw = returned;
    if (returned.length != 32) {
      try {
        raw =
            AbiReader.read(List.of(new AbiType.Blob(true)), returned).values().getFirst().asBytes();
      } catch (MalformedAbiException e) {
        return Optional.empty();
      }
    }
    return SafeText.symbol(new String(raw, StandardCharsets.UTF_8));
  }
}
