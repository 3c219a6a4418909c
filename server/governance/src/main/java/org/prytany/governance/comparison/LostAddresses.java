package org.prytany.governance.comparison;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.spi.Address;

/** Addresses of which nobody has a key, by common knowledge. */
final class LostAddresses {

  private static final Set<String> NAMED = Cues.words(LostAddresses.class, "named");

  private static final Pattern SPELT = Cues.pattern(LostAddresses.class, "spelt");

  private static final BigInteger LAST_PRECOMPILE = BigInteger.valueOf(0x14);
  private static final BigInteger CURVE_PRECOMPILE = BigInteger.valueOf(0x100);

  private static final Set<String> TOKENS = Cues.words(LostAddresses.class, "tokens");

  private static final Pattern BURNING = Cues.pattern(LostAddresses.class, "burning");

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
