package org.prytany.reading.claims;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells the symbol of a token from other words in capitals. */
final class Symbols {

  private static final Set<String> STABLE =
      Set.of(
          "USD", "USDC", "USDT", "DAI", "FRAX", "LUSD", "SUSD", "GHO", "CUSD", "USDS", "PYUSD",
          "USDP", "TUSD", "BUSD", "GUSD", "CRVUSD", "MUSD", "DOLA", "USDGLO", "SDAI", "USDM",
          "USDE", "XDAI", "AUSDC", "AUSDT", "ADAI", "EURC", "EURA");

  /** Symbols that people also write in lower case. */
  private static final Set<String> KNOWN =
      Set.of(
          "ETH", "WETH", "STETH", "WSTETH", "RETH", "CBETH", "BTC", "WBTC", "CELO", "CEUR", "CREAL",
          "AAVE", "ENS", "ARB", "OP", "UNI", "COMP", "MKR", "SNX", "GRT", "LPT", "LDO", "CRV",
          "BAL", "YFI", "MTA", "THALES", "KWENTA", "LYRA", "SOV", "ATOM", "AKT", "MATIC", "POL",
          "HNT", "RPL", "ANT", "ALGO", "BNB", "AVAX", "NEAR", "INDEX", "DPI", "GTC", "SAFE", "COW");

  /** Names of tokens that are English words too: in capitals only. */
  private static final Set<String> ALSO_WORDS =
      Set.of("SAFE", "NEAR", "INDEX", "COMP", "COW", "OP", "POL", "ANT", "SOV");

  private static final Set<String> NO_SYMBOLS =
      Set.of(
          "UTC", "GMT", "EST", "PST", "CET", "AM", "PM", "API", "BPS", "APR", "APY", "TVL", "LTV",
          "GB", "MB", "KB", "TB", "KM", "FTE", "FTES", "KPI", "KPIS", "DAO", "DAOS", "NFT", "NFTS",
          "EOA", "EOAS", "RPC", "CPU", "GPU", "RAM", "SSD", "EVM", "EIP", "AIP", "SIP", "CIP",
          "HIP", "MIP", "LIP", "TIP", "ERC", "EP", "II", "III", "IV", "VI", "VII", "US", "EU", "UK",
          "USA", "Q", "QA", "UI", "UX", "ID", "IDS", "OK", "MS", "TX", "TXS", "TPS", "GWEI", "WEI",
          "ZK", "PR", "PRS", "MVP", "CEO", "CTO", "DEX", "DEXS", "CEX", "L1", "L2", "L3", "AMA",
          "AMAS", "OR", "AND", "TO", "IN", "OF", "FOR", "THE", "IS", "BY", "NOT", "WILL", "BLOCKS",
          "DAYS", "X", "YES", "NO", "MAX", "MIN", "AMM", "LP", "LPS", "POS", "SLA", "SC", "URL",
          "PDF");

  /** Money that is written with a dollar's sign as well, and is another. */
  private static final Set<String> OTHER_DOLLARS =
      Set.of(
          "MXN", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "ARS", "CLP", "COP", "BRL", "UYU", "JMD",
          "TTD", "BBD", "BSD", "BZD", "FJD", "NAD", "LRD", "DOP", "CUP", "BOB", "PEN", "PHP", "ZWD",
          "ZWL", "XCD", "CAN", "AUS");

  private Symbols() {}

  static boolean isOtherDollar(String word) {
    return OTHER_DOLLARS.contains(word);
  }

  static boolean isStable(String symbol) {
    return STABLE.contains(symbol);
  }

  /** Whether a word in capitals is a token that this class knows by name. */
  static boolean isCoin(String word) {
    return KNOWN.contains(word);
  }

  /** The symbol that {@code word} stands for. */
  static Optional<String> of(String word) {
    String plain = word.startsWith("$") ? word.substring(1) : word;
    String upper = plain.toUpperCase(Locale.ROOT);
    switch (upper) {
      case "ETHER", "ETHERS", "ETHEREUM" -> {
        return Optional.of("ETH");
      }
      case "DOLLAR", "DOLLARS", "STABLECOIN", "STABLECOINS", "STABLES", "USD" -> {
        return Optional.of("USD");
      }
      default -> {}
    }
    if (STABLE.contains(upper)) {
      return Optional.of(upper);
    }
    boolean likeAName =
        Character.isUpperCase(plain.charAt(0)) && plain.length() > 2 && !ALSO_WORDS.contains(upper);
    if (KNOWN.contains(upper)
        && (upper.endsWith("ETH") || upper.endsWith("BTC") || capitals(plain) > 1 || likeAName)) {
      return Optional.of(upper);
    }
    boolean marked = word.startsWith("$") && capitals(plain) > 0;
    boolean formed =
        plain.length() >= 2
            && plain.length() <= 12
            && (marked || capitals(plain) >= 2 && capitals(plain) * 2 >= plain.length())
            && !NO_SYMBOLS.contains(upper);
    return formed ? Optional.of(upper) : Optional.empty();
  }

  private static int capitals(String word) {
    int capitals = 0;
    for (int i = 0; i < word.length(); i++) {
      capitals += Character.isUpperCase(word.charAt(i)) ? 1 : 0;
    }
    return capitals;
  }
}
