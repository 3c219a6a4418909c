package org.prytany.governance.comparison;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.spi.Address;

/**
 * Whoever gets value or power and looks like somebody else, if nobody has said so yet: a bounded
 * allowance, or a role that the text names, is compared by other rules, which have nothing to say
 * where the words fit.
 */
record LookAlikeCheck(Comparison comparison) {

  private static final FindingCode CODE = FindingCode.LOOKALIKE_ADDRESS;

  void run() {
    Set<Address> seen = new HashSet<>();
    for (int i = 0; i < comparison.effects().size(); i++) {
      Change effect = comparison.effects().get(i);
      if (effect.to().isEmpty()
          || (effect instanceof Change.Role role && !role.granted())
          || (effect instanceof Change.Allowance allowed && allowed.amount().signum() == 0)
          || !seen.add(effect.to().get())) {
        continue;
      }
      Address account = effect.to().get();
      Optional<Address> other = comparison.lookAlike(account);
      if (other.isPresent() && !comparison.found().has(CODE, account)) {
        comparison
            .red(CODE, i)
            .say(
                "%s gets value or power, looks like %s and is another address.",
                account, comparison.name(other.get()));
      }
    }
  }

  /** Reports an account that a hurried reader takes for another one; says whether it did. */
  static boolean tells(Comparison comparison, Address account, int effect) {
    return comparison
        .lookAlike(account)
        .map(
            known -> {
              comparison
                  .red(CODE, effect)
                  .as(
                      Status.CONTRADICTED,
                      account
                          + " looks like "
                          + comparison.name(known)
                          + " and is another address.");
              return true;
            })
        .orElse(false);
  }
}
