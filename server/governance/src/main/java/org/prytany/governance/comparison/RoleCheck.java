package org.prytany.governance.comparison;

import java.util.Locale;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;

/** Whether a text that speaks of a role speaks of the one that changes hands. */
final class RoleCheck {

  private RoleCheck() {}

  /** A text that speaks of one role must not pass for another one. */
  static void check(Comparison comparison, int i, Change.Role effect) {
    String role = effect.name().toLowerCase(Locale.ROOT);
    String word =
        role.replaceAll("_?role$", "")
            .replace('_', ' ')
            .replace("default ", "")
            .replaceAll(" for 0x.*", "")
            .strip();
    boolean master = MasterRoles.is(role);
    boolean named =
        master
            ? MasterRoles.isNamed(comparison, role, effect.to())
            : !word.startsWith("0x") && comparison.textHas(word);
    if (!named) {
      comparison.find(
          master ? Severity.RED : Severity.AMBER,
          FindingCode.ROLE_NOT_NAMED,
          AuthorityCheck.sentence(comparison, effect)
              + " The text speaks of a role, and not of this one.",
          -1,
          i);
    }
  }
}
