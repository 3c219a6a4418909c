package org.prytany.app.view;

import org.prytany.governance.comparison.Agreement;

/** What the comparison of a text with its calls came to, in one sentence, and why. */
public record AgreementView(String kind, String words, String why) {

  public static AgreementView of(Agreement agreement) {
    return new AgreementView(
        agreement.kind().name(), agreement.words(), Checksummed.in(agreement.why()));
  }
}
