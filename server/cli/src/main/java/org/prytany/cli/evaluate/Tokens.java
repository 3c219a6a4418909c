package org.prytany.cli.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pairs of tokens with the same number of decimals, as payloads name them. */
final class Tokens {

  static final String USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";

  private static final List<List<String>> PAIRS =
      List.of(
          List.of("GoldToken", "StableToken"),
          List.of(USDC, "0xdac17f958d2ee523a2206206994597c13d831ec7"),
          // ENS and AAVE
          List.of(
              "0xc18360217d8f7ab5e7c516566761ea12ce7f9d72",
              "0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9"),
          // DAI and WETH
          List.of(
              "0x6b175474e89094c44da98b954eedeac495271d0f",
              "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"));

  /** The same by the part of a name that says the token. */
  private static final List<List<String>> SAID =
      List.of(
          List.of("USDC_", "USDT_"),
          List.of("DAI_", "GHO_"),
          List.of("AAVE_UNDERLYING", "WETH_UNDERLYING"));

  private Tokens() {}

  static Optional<String> another(String token) {
    String folded = token.toLowerCase(Locale.ROOT);
    for (List<String> pair : PAIRS) {
      for (int i = 0; i < 2; i++) {
        if (pair.get(i).toLowerCase(Locale.ROOT).equals(folded)) {
          return Optional.of(pair.get(1 - i));
        }
      }
    }
    for (List<String> pair : SAID) {
      for (int i = 0; i < 2; i++) {
        if (token.contains("." + pair.get(i))) {
          return Optional.of(token.replace("." + pair.get(i), "." + pair.get(1 - i)));
        }
      }
    }
    return Optional.empty();
  }
}
