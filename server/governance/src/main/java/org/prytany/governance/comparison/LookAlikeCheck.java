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
    comparison
        .effects(Change.class)
        .forEach(
            (i, effect) -> {
              boolean ends =
                  effect instanceof Change.Role role && !role.granted()
                      || effect instanceof Change.Allowance of && of.amount().signum() == 0;
              effect
                  .to()
                  .filter(account -> !ends && seen.add(account))
                  .filter(account -> !comparison.found().has(CODE, account))
                  .ifPresent(account -> tells(comparison, account, i));
            });
  }

  /** Reports an account that a hurried reader takes for another one; says whether it did. */
  static boolean tells(Comparison comparison, Address account, int effect) {
    Optional<Address> known = comparison.known().alike(account);
    known.ifPresent(
        other ->
            comparison
                .red(CODE, effect)
                .as(
                    Status.CONTRADICTED,
                    "%s looks like %s and is another address.",
                    account,
                    comparison.name(other)));
    return known.isPresent();
  }
}
