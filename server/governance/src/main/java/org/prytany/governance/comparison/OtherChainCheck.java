package org.prytany.governance.comparison;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.WholeWords;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/**
 * What happens on other chains: nobody here can run it, and accounts of this chain need not be the
 * same ones there.
 */
record OtherChainCheck(Comparison comparison) {

  private static final String UNKNOWN = "an unknown chain";
  private static final Pattern NUMBERED = Pattern.compile("chain (\\d+)");

  void run() {
    Set<String> told = new HashSet<>();
    for (DecodedAction action : comparison.actions()) {
      Called.all(action)
          .filter(DecodedAction::isElsewhere)
          .map(DecodedAction::chain)
          .distinct()
          .peek(told::add)
          .forEach(chain -> tell(chain, action.index()));
    }
    // What a call alone says of another chain, without any call there that could be shown.
    comparison.effects().stream()
        .filter(Change::isElsewhere)
        .map(Change::chain)
        .filter(chain -> !told.contains(chain))
        .distinct()
        .sorted()
        .forEach(chain -> tell(chain, -1));
    comparison.effects(Change.class).forEach(this::ownAccount);
  }

  /** Whether nobody can tell which chain that is, so that no name of it is right or wrong. */
  static boolean isUnknown(String chain) {
    return chain.startsWith(UNKNOWN);
  }

  private void tell(String chain, int action) {
    String what = action < 0 ? "Something" : "Call " + (action + 1);
    if (isUnknown(chain)) {
      comparison
          .red(FindingCode.CHAIN_UNKNOWN)
          .inCall(action)
          .say(what + " leads to " + chain + ". What happens there was not seen.");
      return;
    }
    boolean named = isNamed(chain);
    comparison
        .finding(named ? Severity.AMBER : Severity.RED, FindingCode.OTHER_CHAIN)
        .inCall(action)
        .say(
            "%s on %s%s It was read, and not run: whether it works there was not seen, nor whether"
                + " the accounts there are those that are known here.",
            what + (action < 0 ? " arrives" : " has something happen"),
            chain,
            named ? "." : ", and the text does not say that.");
  }

  /** Whether the text names the chain, by a name or by its number. */
  private boolean isNamed(String chain) {
    Matcher numbered = NUMBERED.matcher(chain);
    return numbered.matches()
        ? new WholeWords(comparison.text()).have(numbered.group(1))
        : comparison.places().isNamed(chain);
  }

  /** A contract's address is nobody's on another chain, or somebody else's. */
  private void ownAccount(int i, Change effect) {
    Optional<Address> own =
        effect.isElsewhere() && !(effect instanceof Change.Code)
            ? effect.to().filter(to -> comparison.isOwn(to) || comparison.dao().holds(to))
            : Optional.empty();
    own.ifPresent(
        account ->
            comparison
                .red(FindingCode.RECIPIENT_CANNOT_USE, i)
                .say(
                    "What %s gets on %s may be lost: that is the DAO's own contract here, and there"
                        + " it is nobody's, or whoever made a contract at that address.",
                    comparison.name(account), effect.chain()));
  }
}
