package org.prytany.governance.comparison;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
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
    for (DecodedAction action : comparison.actions()) {
      Set<String> chains = new LinkedHashSet<>();
      collect(action, chains);
      chains.forEach(chain -> tell(chain, action.index()));
    }
    // What a call alone says of another chain, without any call there that could be shown.
    Set<String> untold = new TreeSet<>();
    comparison.effects().stream()
        .filter(Change::isElsewhere)
        .map(Change::chain)
        .filter(chain -> !isTold(chain))
        .forEach(untold::add);
    untold.forEach(chain -> tell(chain, -1));
    for (int i = 0; i < comparison.effects().size(); i++) {
      ownAccount(i, comparison.effects().get(i));
    }
  }

  /** Whether nobody can tell which chain that is, so that no name of it is right or wrong. */
  static boolean isUnknown(String chain) {
    return chain.startsWith(UNKNOWN);
  }

  private boolean isTold(String chain) {
    Set<String> chains = new LinkedHashSet<>();
    comparison.actions().forEach(action -> collect(action, chains));
    return chains.contains(chain);
  }

  private static void collect(DecodedAction action, Set<String> chains) {
    if (action.isElsewhere()) {
      chains.add(action.chain());
    }
    action.nested().forEach(nested -> collect(nested, chains));
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
            what
                + (action < 0 ? " arrives on " : " has something happen on ")
                + chain
                + (named ? ". " : ", and the text does not say that. ")
                + "It was read, and not run: whether it works there was not seen, nor whether the"
                + " accounts there are those that are known here.");
  }

  /** Whether the text names the chain, by a name or by its number. */
  private boolean isNamed(String chain) {
    Matcher numbered = NUMBERED.matcher(chain);
    if (numbered.matches()) {
      return has(numbered.group(1));
    }
    return comparison.places().isNamed(chain);
  }

  private boolean has(String word) {
    return Pattern.compile("(?<![\\p{L}\\d])" + Pattern.quote(word) + "(?![\\p{L}\\d])")
        .matcher(comparison.text())
        .find();
  }

  /** A contract's address is nobody's on another chain, or somebody else's. */
  private void ownAccount(int i, Change effect) {
    Optional<Address> own =
        effect.isElsewhere() && !(effect instanceof Change.Code)
            ? effect.to().filter(to -> comparison.isOwn(to) || comparison.holds(to))
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
