package org.prytany.chain.family;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Support;

/**
 * Reads COUNTING_MODE. A known voting agent guessed FOR=0 and voted against its own policy: so an
 * unknown mode gives nothing at all.
 *
 * <p>Source: OpenZeppelin IGovernor.COUNTING_MODE: a URL query; "support=bravo" is 0 = Against, 1 =
 * For, 2 = Abstain.
 */
final class CountingMode {
  private static final Map<Support, Integer> BRAVO =
      Map.of(Support.AGAINST, 0, Support.FOR, 1, Support.ABSTAIN, 2);

  private CountingMode() {}

  /** The contract's number for each support; empty when the mode is not known. */
  static Optional<Map<Support, Integer>> supports(String mode) {
    List<String> said =
        Arrays.stream(mode.split("&", -1))
            .filter(parameter -> parameter.startsWith("support="))
            .map(parameter -> parameter.substring("support=".length()))
            .toList();
    // "bravo,fractional" takes the bravo numbers too. What is said twice is not known.
    return said.size() == 1 && List.of(said.getFirst().split(",", -1)).contains("bravo")
        ? Optional.of(BRAVO)
        : Optional.empty();
  }
}
