package org.prytany.governance.comparison;

import org.prytany.governance.document.ProposerSuffix;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.spi.Address;

/** Says for whom the end of a description reserves the proposal: that is no part of its text. */
record ProposerCheck(Comparison comparison) {

  void run() {
    comparison.shown().suffix().ifPresent(this::tell);
  }

  private void tell(ProposerSuffix suffix) {
    Address proposer = comparison.content().proposer();
    String account = comparison.name(suffix.account());
    if (!suffix.last()) {
      comparison
          .finding(Severity.NOTE, FindingCode.PROPOSER_MARK_UNUSED, suffix.span())
          .say(
              "The text names %s as who alone may propose it, and goes on behind that: a governor"
                  + " looks at the very end only.",
              account);
    } else if (proposer.equals(Address.ZERO) || proposer.equals(suffix.account())) {
      comparison
          .finding(Severity.NOTE, FindingCode.PROPOSER_PROTECTED, suffix.span())
          .say(
              "The proposer protected this proposal for %s: nobody else may propose the same. That"
                  + " names no payee.",
              account);
    } else {
      comparison
          .finding(Severity.AMBER, FindingCode.PROPOSER_CONTRADICTED, suffix.span())
          .say(
              "The end of the description reserves this proposal for %s, and %s proposed it: a"
                  + " governor of OpenZeppelin's would have refused it.",
              account, comparison.name(proposer));
    }
  }
}
