package org.prytany.app.textdigest;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.prytany.chain.decode.NativeCoins;
import org.prytany.chain.decode.TokenList;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * What tokens are called and how they count, without a chain: what the operator listed of the chain
 * that the caller names, what the caller says, and a few well-known contracts.
 */
final class KnownTokens {

  private static final long ETHEREUM = 1;
  private static final long CELO = 42_220;

  private record Known(long chainId, Token token) {}

  private static final Map<String, Known> CONTRACTS =
      Map.ofEntries(
          known(ETHEREUM, "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", "USDC", 6),
          known(ETHEREUM, "0xdac17f958d2ee523a2206206994597c13d831ec7", "USDT", 6),
          known(ETHEREUM, "0x6b175474e89094c44da98b954eedeac495271d0f", "DAI", 18),
          known(ETHEREUM, "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", "WETH", 18),
          known(ETHEREUM, "0xc18360217d8f7ab5e7c516566761ea12ce7f9d72", "ENS", 18),
          known(ETHEREUM, "0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9", "AAVE", 18),
          known(ETHEREUM, "0x40d16fc0246ad3160ccc09b8d0d3a2cd28ae6c2f", "GHO", 18),
          known(CELO, "0x471ece3750da237f93b8e339c536989b8978a438", "CELO", 18),
          known(CELO, "0x765de816845861e75a25fca122bb6898b8b1282a", "CUSD", 18));

  private final TokenList listed;
  private final Meanings meanings;

  /**
   * @param listed by the operator, for all chains
   * @param meanings what the caller says: tokens by address, by a payload's name, or by {@link
   *     Meanings#NATIVE}
   */
  KnownTokens(TokenList listed, Meanings meanings) {
    this.listed = listed;
    this.meanings = meanings;
  }

  /**
   * @param name that stood in the payload in the contract's place, if one did
   */
  Token of(Address contract, Optional<String> name) {
    Map<String, Token> given = meanings.tokens();
    Token said =
        listed
            .find(meanings.chainId(), contract)
            .or(() -> Optional.ofNullable(given.get(contract.hex())))
            .or(() -> wellKnown(contract))
            .or(() -> name.flatMap(written -> Optional.ofNullable(given.get(written))))
            .orElse(new Token(Optional.empty(), Optional.empty(), OptionalInt.empty()));
    return new Token(Optional.of(contract), said.symbol(), said.decimals());
  }

  /** On another chain the same address may be anybody's. */
  private Optional<Token> wellKnown(Address contract) {
    return Optional.ofNullable(CONTRACTS.get(contract.hex()))
        .filter(
            known ->
                meanings.chainId() == Meanings.NO_CHAIN || meanings.chainId() == known.chainId())
        .map(Known::token);
  }

  /** The chain's own coin. */
  Token coin() {
    return meanings.tokens().getOrDefault(Meanings.NATIVE, NativeCoins.of(meanings.chainId()));
  }

  private static Map.Entry<String, Known> known(
      long chainId, String contract, String symbol, int decimals) {
    return Map.entry(
        contract,
        new Known(
            chainId, new Token(Optional.empty(), Optional.of(symbol), OptionalInt.of(decimals))));
  }
}
