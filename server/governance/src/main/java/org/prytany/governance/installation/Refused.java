package org.prytany.governance.installation;

import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** Orders about plugins that are not taken. */
final class Refused {

  private Refused() {}

  static PrytanyException because(String why) {
    return new PrytanyException(FailureCode.APPROVAL_REFUSED, why);
  }

  static PrytanyException invalid(String why) {
    return new PrytanyException(FailureCode.INVALID_INPUT, why);
  }

  /** What somebody else wrote, at a length that can be read. */
  static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
