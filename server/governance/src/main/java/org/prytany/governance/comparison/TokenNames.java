package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.effects.Change;
import org.prytany.governance.reading.WholeWords;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * Whether a symbol in a text means a token on the chain. A symbol is what a contract says of
 * itself, so agreement is weak evidence; disagreement is strong. Wrapped and native coins are
 * different assets.
 */
final class TokenNames {

  private static final String DOLLAR = "USD";
  private static final Set<String> MONEY = Set.of(DOLLAR, "EUR", "GBP", "CHF", "JPY");
  private static final int MOST_DECIMALS = 77;

  /** Symbols of tokens that texts call dollars. */
  private static final Set<String> DOLLAR_TOKENS = Cues.words(TokenNames.class, "dollar-tokens");

  private TokenNames() {}

  static Token token(Change.OfValue effect) {
    return effect.token().orElse(Token.NATIVE);
  }

  /** Why amounts of this effect's token cannot be compared with a text; empty if they can. */
  static Optional<String> unreadable(Change.OfValue effect) {
    if (effect.token().isEmpty()) {
      return effect.contract().equals(Address.ZERO)
          ? Optional.empty()
          : Optional.of("nothing is known about the token");
    }
    Token token = effect.token().get();
    if (token.decimals().isEmpty()) {
      return Optional.of("the token does not say how many decimals it has");
    }
    int decimals = token.decimals().getAsInt();
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      return Optional.of("the token says that it has " + decimals + " decimals");
    }
    if (token.symbol().map(String::isBlank).orElse(true)) {
      return Optional.of("the token does not say its symbol");
    }
    return Optional.empty();
  }

  static BigDecimal whole(Token token, BigInteger baseUnits) {
    return new BigDecimal(baseUnits, token.decimals().orElse(0));
  }

  static String symbol(Token token) {
    return token.symbol().orElse("units of an unknown token");
  }

  static boolean matches(String written, Token token) {
    String symbol = folded(written);
    String own = folded(token.symbol().orElse(""));
    if (symbol.equals(own)) {
      return !own.isEmpty();
    }
    return symbol.equals(DOLLAR) && DOLLAR_TOKENS.contains(own);
  }

  /** Whether two symbols in a text may mean the same: "$25,000" and "25,000 USDC". */
  static boolean sameAsset(String one, String other) {
    String a = folded(one);
    String b = folded(other);
    return a.equals(b)
        || (a.equals(DOLLAR) && DOLLAR_TOKENS.contains(b))
        || (b.equals(DOLLAR) && DOLLAR_TOKENS.contains(a));
  }

  /** Whether a text has the token's symbol as a word of its own. */
  static boolean isNamed(Token token, String text) {
    return token.symbol().map(new WholeWords(text)::have).orElse(false);
  }

  /** The dollar tokens that a text has as words of their own, folded. */
  static Set<String> dollarTokensIn(String text) {
    return DOLLAR_TOKENS.stream()
        .filter(new WholeWords(text)::have)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a symbol is money of a state: a text often values tokens in it. */
  static boolean isMoney(String symbol) {
    return MONEY.contains(folded(symbol));
  }

  /** The symbol as it is compared: upper case, without a leading "$", one name for each coin. */
  static String folded(String symbol) {
    String upper = symbol.strip().toUpperCase(Locale.ROOT);
    String plain = upper.startsWith("$") ? upper.substring(1) : upper;
    return switch (plain) {
      case "ETHER", "ETHERS", "ETHEREUM", "Ξ" -> "ETH";
      case "DOLLAR", "DOLLARS", "US$" -> DOLLAR;
      default -> plain;
    };
  }
}
