package org.prytany.governance.comparison;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.spi.Address;

/** Addresses of which nobody has a key, by common knowledge. */
final class LostAddresses {

  /** Names that people give to places where tokens are burnt; no rule would find them. */
  private static final Set<String> NAMED =
      Set.of(
          "0xdead000000000000000042069420694206942069",
          "0x00000000000000000000045261d4ee77acdb3286",
          "0xffffffffffffffffffffffffffffffffffffffff",
          "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
          "0x1234567890123456789012345678901234567890",
          "0x0123456789012345678901234567890123456789");

  /** "dead", "deadbeef" and the like, among zeros or alone. */
  private static final Pattern SPELT = Pattern.compile("0x0*(?:dead|beef)*+0*");

  private static final BigInteger LAST_PRECOMPILE = BigInteger.valueOf(0x14);
  private static final BigInteger CURVE_PRECOMPILE = BigInteger.valueOf(0x100);

  /** Tokens of Ethereum that are sent most; to send anything to their contracts loses it. */
  private static final Set<String> TOKENS =
      Set.of(
          "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48",
          "0xdac17f958d2ee523a2206206994597c13d831ec7",
          "0x6b175474e89094c44da98b954eedeac495271d0f",
          "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
          "0x2260fac5e5542a773aa44fbcfedf7c193bc2c599",
          "0xae7ab96520de3a18e5e111b5eaab095312d7fe84",
          "0x40d16fc0246ad3160ccc09b8d0d3a2cd28ae6c2f",
          "0xc18360217d8f7ab5e7c516566761ea12ce7f9d72",
          "0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9",
          "0x1f9840a85d5af5bf1d1762f925bdaddc4201f984",
          "0xc00e94cb662c3520282e6f5717214004a7f26888",
          "0xde30da39c46104798bb5aa3fe8b9e0e1f348163f",
          "0x514910771af9ca656af840dff83e8264ecf986ca",
          "0x9f8f72aa9304c8b593d555f12ef6589cc3a579a2",
          "0xdc035d45d973e3ec169d2276ddab16f1e407384f",
          "0x6c3ea9036406852006290770bedfcaba0e23a0e8");

  private static final Pattern BURNING =
      Pattern.compile(
          "\\b(?:burn(?:s|ed|ing|t)?(?![\\s-]?rates?\\b)|incinerat\\w+|destroy(?:s|ed|ing)?"
              + "|(?:remov|tak)\\w+ (?:\\w+ ){0,4}(?:from|out of) circulation|null address"
              + "|verbrenn\\w*|verbrannt\\w*|vernicht\\w*|quem(?:a|ar|amos|ada|ado)\\w*|brûl\\w+|bruci\\w+"
              + "|verbrand\\w*)\\b|销毁|燒毀|烧毁|焼却|バーン|소각|сжиг|сжечь|сожж",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private LostAddresses() {}

  /** Whether it is a place where people send what is to be gone, the zero address too. */
  static boolean has(Address account) {
    return NAMED.contains(account.hex()) || SPELT.matcher(account.hex()).matches();
  }

  /**
   * Whether the chain has a program of its own at that address, on every chain of Ethereum's kind.
   */
  static boolean isBuiltIn(Address account) {
    BigInteger number = new BigInteger(account.hex().substring(2), 16);
    return number.signum() > 0
        && (number.compareTo(LAST_PRECOMPILE) <= 0 || number.equals(CURVE_PRECOMPILE));
  }

  /** Whether it is one of the best-known tokens, where nobody asked a chain. */
  static boolean isKnownToken(Address account) {
    return TOKENS.contains(account.hex());
  }

  /** Whether a text says that something is burnt. */
  static boolean isBurningSaid(String text) {
    Matcher words = BURNING.matcher(text);
    while (words.find()) {
      int from = Math.max(0, words.start() - 40);
      if (Modality.of(Matter.ACT, text, from, words.start(), words.end()).explains()) {
        return true;
      }
    }
    return false;
  }
}
