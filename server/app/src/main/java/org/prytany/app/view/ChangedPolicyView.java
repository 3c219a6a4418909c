package org.prytany.app.view;

import org.prytany.spi.ChangedRules;

/**
 * A changed policy file that waits for an operator.
 *
 * @param sha256 of the file; "" if it cannot be read
 * @param replaces of the file whose rules are in force
 * @param problem why it cannot be put into force; "" if it can
 */
public record ChangedPolicyView(String sha256, String replaces, String problem) {

  public static ChangedPolicyView of(ChangedRules changed) {
    return new ChangedPolicyView(changed.sha256(), changed.replaces(), changed.problem());
  }
}
