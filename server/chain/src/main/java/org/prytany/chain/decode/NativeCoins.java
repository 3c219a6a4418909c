package org.prytany.chain.decode;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.prytany.spi.Token;

/**
 * What the coin of a chain is called. All have 18 decimals.
 *
 * <p>Source: the public chain registry of EIP-155 ids (ethereum-lists/chains, MIT).
 */
public final class NativeCoins {
  private static final Map<Long, String> SYMBOLS =
      Map.ofEntries(
          Map.entry(25L, "CRO"),
          Map.entry(30L, "RBTC"),
          Map.entry(40L, "TLOS"),
          Map.entry(56L, "BNB"),
          Map.entry(100L, "XDAI"),
          Map.entry(122L, "FUSE"),
          Map.entry(137L, "POL"),
          Map.entry(250L, "FTM"),
          Map.entry(1_284L, "GLMR"),
          Map.entry(1_285L, "MOVR"),
          Map.entry(5_000L, "MNT"),
          Map.entry(42_220L, "CELO"),
          Map.entry(43_114L, "AVAX"));

  private NativeCoins() {}

  /** The chain's coin; ether where the chain is not known to have another one. */
  public static Token of(long chainId) {
    String symbol = SYMBOLS.get(chainId);
    return symbol == null
        ? Token.NATIVE
        : new Token(Optional.empty(), Optional.of(symbol), OptionalInt.of(18));
  }
}
