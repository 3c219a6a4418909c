package org.prytany.reading.claims;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.prytany.reading.cue.Cues;

/** Tells the symbol of a token from other words in capitals. */
final class Symbols {

  private static final Set<String> STABLE = Cues.words(Symbols.class, "stable");

  private static final Set<String> KNOWN = Cues.words(Symbols.class, "known");

  private static final Set<String> ALSO_WORDS = Cues.words(Symbols.class, "also-words");

  private static final Set<String> NO_SYMBOLS = Cues.words(Symbols.class, "no-symbols");

  private static final Set<String> OTHER_DOLLARS = Cues.words(Symbols.class, "other-dollars");

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
