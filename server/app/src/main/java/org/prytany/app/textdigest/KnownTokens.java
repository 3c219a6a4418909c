package org.prytany.app.textdigest;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * What tokens are called and how they count, without a chain: what the caller says, and a few
 * well-known contracts.
 */
final class KnownTokens {

  private static final Map<String, Token> CONTRACTS =
      Map.ofEntries(
          known("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", "USDC", 6),
          known("0xdac17f958d2ee523a2206206994597c13d831ec7", "USDT", 6),
          known("0x6b175474e89094c44da98b954eedeac495271d0f", "DAI", 18),
          known("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", "WETH", 18),
          known("0xc18360217d8f7ab5e7c516566761ea12ce7f9d72", "ENS", 18),
          known("0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9", "AAVE", 18),
          known("0x40d16fc0246ad3160ccc09b8d0d3a2cd28ae6c2f", "GHO", 18),
          known("0x471ece3750da237f93b8e339c536989b8978a438", "CELO", 18),
          known("0x765de816845861e75a25fca122bb6898b8b1282a", "CUSD", 18));

  private final Map<String, Token> given;

  /**
   * @param given what the caller says, by address, by a payload's name, or by {@link
   *     Meanings#NATIVE}
   */
  KnownTokens(Map<String, Token> given) {
    this.given = given;
  }

  /**
   * @param name that stood in the payload in the contract's place, if one did
   */
  Token of(Address contract, Optional<String> name) {
    Token said =
        Optional.ofNullable(given.get(contract.hex()))
            .or(() -> Optional.ofNullable(CONTRACTS.get(contract.hex())))
            .or(() -> name.flatMap(written -> Optional.ofNullable(given.get(written))))
            .orElse(new Token(Optional.empty(), Optional.empty(), OptionalInt.empty()));
    return new Token(Optional.of(contract), said.symbol(), said.decimals());
  }

  /** The chain's own coin. */
  Token coin() {
    return given.getOrDefault(Meanings.NATIVE, Token.NATIVE);
  }

  private static Map.Entry<String, Token> known(String contract, String symbol, int decimals) {
    return Map.entry(
        contract, new Token(Optional.empty(), Optional.of(symbol), OptionalInt.of(decimals)));
  }
}
