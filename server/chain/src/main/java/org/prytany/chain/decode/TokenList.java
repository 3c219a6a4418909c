package org.prytany.chain.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * Tokens that the operator listed, by chain and address.
 *
 * <p>Source of the form: Uniswap token lists, {@code tokens: [{chainId, address, symbol,
 * decimals}]}.
 */
public final class TokenList {
  private static final int MOST = 100_000;
  private static final int MOST_DECIMALS = 77;

  /** Lists nothing. */
  public static final TokenList NONE = new TokenList(Map.of());

  private record Key(long chainId, Address contract) {}

  private final Map<Key, Token> tokens;
  private final Set<String> symbols = new HashSet<>();

  private TokenList(Map<Key, Token> tokens) {
    this.tokens = Map.copyOf(tokens);
    tokens.forEach((key, token) -> symbols.add(folded(key.chainId(), token.symbol().orElse(""))));
  }

  /**
   * @throws org.prytany.governance.failure.PrytanyException CONFIGURATION_INVALID with the file's
   *     name and what is wrong with it
   */
  public static TokenList read(Path file) {
    JsonNode list = OperatorFiles.json(file, "The token list").path("tokens");
    if (!list.isArray() || list.size() > MOST) {
      throw OperatorFiles.invalid(
          "The token list " + file + " has no \"tokens\", or more than " + MOST + ".");
    }
    Map<Key, Token> tokens = new HashMap<>();
    for (JsonNode one : list) {
      try {
        Address contract = new Address(one.path("address").asText());
        Optional<String> symbol = SafeText.symbol(one.path("symbol").asText(""));
        int decimals = one.path("decimals").isInt() ? one.path("decimals").asInt() : -1;
        if (symbol.isEmpty() || decimals < 0 || decimals > MOST_DECIMALS) {
          throw new IllegalArgumentException("a symbol, and decimals from 0 to 77, are needed");
        }
        if (!one.path("chainId").canConvertToLong() || one.path("chainId").asLong() < 1) {
          throw new IllegalArgumentException("a chainId is needed");
        }
        Token token = new Token(Optional.of(contract), symbol, OptionalInt.of(decimals));
        Key key = new Key(one.path("chainId").asLong(), contract);
        Token other = tokens.putIfAbsent(key, token);
        if (other != null && !other.equals(token)) {
          throw new IllegalArgumentException("it is listed twice, differently");
        }
      } catch (IllegalArgumentException e) {
        throw OperatorFiles.invalid(
            "The token list "
                + file
                + " has an entry that cannot be used ("
                + one.path("address").asText("no address")
                + "): "
                + e.getMessage()
                + ".");
      }
    }
    return new TokenList(tokens);
  }

  /** Whether the operator listed the token. */
  public boolean has(long chainId, Address contract) {
    return tokens.containsKey(new Key(chainId, contract));
  }

  /** Contracts of a chain that are listed. */
  public Set<Address> contracts(long chainId) {
    Set<Address> contracts = new HashSet<>();
    tokens
        .keySet()
        .forEach(
            key -> {
              if (key.chainId() == chainId) {
                contracts.add(key.contract());
              }
            });
    return contracts;
  }

  /** A token as the operator listed it, with symbol and decimals; empty if it is not listed. */
  public Optional<Token> find(long chainId, Address contract) {
    return Optional.ofNullable(tokens.get(new Key(chainId, contract)));
  }

  /**
   * What to call a token that is not listed: what it says, unless that is the symbol of one that
   * is.
   *
   * @param said what the contract says of itself
   */
  Token unlisted(long chainId, Token said) {
    return new Token(
        said.contract(),
        said.symbol().filter(symbol -> !symbols.contains(folded(chainId, symbol))),
        said.decimals());
  }

  private static String folded(long chainId, String symbol) {
    return chainId + ":" + symbol.toLowerCase(Locale.ROOT);
  }
}
