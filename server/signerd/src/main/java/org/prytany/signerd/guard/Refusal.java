package org.prytany.signerd.guard;

import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** How the guard says no: nothing was signed, and why. */
final class Refusal {

  private Refusal() {}

  static PrytanyException because(String why) {
    return new PrytanyException(
        FailureCode.SIGNING_REFUSED, "Nothing was signed: " + why + (why.endsWith(".") ? "" : "."));
  }

  static void unless(boolean condition, String otherwise) {
    if (!condition) {
      throw because(otherwise);
    }
  }
}
