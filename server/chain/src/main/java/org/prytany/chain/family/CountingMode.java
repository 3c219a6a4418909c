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
 * For, 2 = Abstain. "params=fractional": OpenZeppelin's and ScopeLift's GovernorCountingFractional.
 */
final class CountingMode {
  private static final Map<Support, Integer> BRAVO =
      Map.of(Support.AGAINST, 0, Support.FOR, 1, Support.ABSTAIN, 2);

  private CountingMode() {}

  /** The contract's number for each support; empty when the mode is not known. */
  static Optional<Map<Support, Integer>> supports(String mode) {
    List<String> said = said(mode, "support");
    // "bravo,fractional" takes the bravo numbers too. What is said twice is not known.
    return said.size() == 1 && List.of(said.getFirst().split(",", -1)).contains("bravo")
        ? Optional.of(BRAVO)
        : Optional.empty();
  }

  /**
   * What becomes of parameters. Drafts of Flexible Voting, which say "quorum=bravo", packed For
   * before Against, and no reader can tell theirs from later ones: so of those nothing is known.
   */
  static VoteParams params(String mode) {
    List<String> said = said(mode, "params");
    // GovernorCountingOverridable names them, and counts votes without them.
    if (said.isEmpty() || said.equals(List.of("override"))) {
      return VoteParams.IGNORED;
    }
    return said.equals(List.of("fractional")) && said(mode, "quorum").contains("for,abstain")
        ? VoteParams.FRACTIONS
        : VoteParams.UNKNOWN;
  }

  private static List<String> said(String mode, String name) {
    return Arrays.stream(mode.split("&", -1))
        .filter(parameter -> parameter.startsWith(name + "="))
        .map(parameter -> parameter.substring(name.length() + 1))
        .toList();
  }
}
