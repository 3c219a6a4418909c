package org.prytany.app.textdigest;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * What tokens are called and how they count, without a chain: a few well-known contracts on
 * Ethereum, and names such as {@code AaveV3EthereumAssets.GHO_UNDERLYING} that say it themselves.
 */
final class KnownTokens {

  private static final Map<String, String> CONTRACTS =
      Map.of(
          "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", "USDC",
          "0xdac17f958d2ee523a2206206994597c13d831ec7", "USDT",
          "0x6b175474e89094c44da98b954eedeac495271d0f", "DAI",
          "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", "WETH",
          "0xc18360217d8f7ab5e7c516566761ea12ce7f9d72", "ENS",
          "0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9", "AAVE",
          "0x40d16fc0246ad3160ccc09b8d0d3a2cd28ae6c2f", "GHO",
          "0x471ece3750da237f93b8e339c536989b8978a438", "CELO",
          "0x765de816845861e75a25fca122bb6898b8b1282a", "CUSD");

  private static final Map<String, Integer> DECIMALS =
      Map.ofEntries(
          Map.entry("USDC", 6),
          Map.entry("USDT", 6),
          Map.entry("DAI", 18),
          Map.entry("GHO", 18),
          Map.entry("WETH", 18),
          Map.entry("AAVE", 18),
          Map.entry("ENS", 18),
          Map.entry("CELO", 18),
          Map.entry("CUSD", 18),
          Map.entry("CEUR", 18),
          Map.entry("CREAL", 18),
          Map.entry("LUSD", 18),
          Map.entry("FRAX", 18),
          Map.entry("LINK", 18),
          Map.entry("CRV", 18),
          Map.entry("BAL", 18),
          Map.entry("WBTC", 8));

  private static final Map<String, String> CELO_NAMES =
      Map.of(
          "GoldToken", "CELO",
          "CeloToken", "CELO",
          "StableToken", "CUSD",
          "StableTokenEUR", "CEUR",
          "StableTokenBRL", "CREAL");

  private static final Set<String> CELO_CORE =
      Set.of(
          "GoldToken",
          "CeloToken",
          "CeloUnreleasedTreasury",
          "StableToken",
          "LockedGold",
          "EpochRewards",
          "EpochManager",
          "SortedOracles");

  private static final Pattern ASSET =
      Pattern.compile("([A-Z0-9]{2,10}?)(?:_E)?_(?:UNDERLYING|A_TOKEN)");

  private KnownTokens() {}

  /**
   * @param name that stood in the payload in the contract's place, if one did
   */
  static Token of(Address contract, Optional<String> name) {
    Optional<String> symbol =
        Optional.ofNullable(CONTRACTS.get(contract.hex()))
            .or(() -> name.flatMap(KnownTokens::said));
    OptionalInt decimals =
        symbol
            .map(known -> known.startsWith("a") ? known.substring(1) : known)
            .map(known -> DECIMALS.get(known.toUpperCase(Locale.ROOT)))
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty());
    return new Token(Optional.of(contract), symbol, decimals);
  }

  /**
   * The chain's own coin. Payloads that name Celo's core contracts are for Celo.
   *
   * @param names that stood in the payload in contracts' places
   */
  static Token coin(Collection<String> names) {
    return names.stream().anyMatch(CELO_CORE::contains)
        ? new Token(Optional.empty(), Optional.of("CELO"), OptionalInt.of(18))
        : Token.NATIVE;
  }

  private static Optional<String> said(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    Matcher matcher = ASSET.matcher(last);
    if (matcher.matches()) {
      return Optional.of((last.endsWith("_A_TOKEN") ? "a" : "") + matcher.group(1));
    }
    return Optional.ofNullable(CELO_NAMES.get(last));
  }
}
