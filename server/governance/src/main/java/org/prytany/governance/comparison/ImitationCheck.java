package org.prytany.governance.comparison;

import java.util.Set;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.FoldedText;
import org.prytany.governance.reading.Phrases;
import org.prytany.governance.reading.Quoted;
import org.prytany.spi.Span;

/** A text that speaks as if it were this server's own report on itself. */
final class ImitationCheck {

  private static final Phrases OWN_VOICE =
      new Phrases(
          Set.of(
              "prytany",
              "verified",
              "checked",
              "confirmed",
              "approved",
              "digested",
              "audited",
              "certified",
              "claims",
              "automated",
              "automatic",
              "machine",
              "simulation",
              "calldata",
              "payload",
              "0",
              "no",
              "zero",
              "findings",
              "red",
              "severity"),
          "\\bprytany(?:'s|’s)? (?:digest|verdict|findings?|report|check|summary|result|says|confirms?|found|verified)\\b"
              + "|\\b(?:verified|checked|confirmed|approved|digested|audited|certified) by prytany\\b"
              + "|\\bclaims against effects ?[:|—–-]? ?(?:all )?(?:consistent|match|ok|passed)"
              + "|\\b(?:automated|automatic|machine|simulation|calldata|payload) (?:check|verification|review|verdict|digest)s? ?[:|—–-]{1,2} ?(?:all )?(?:consistent|passed|ok|clean|green|safe|no findings|verified)"
              + "|\\b(?:0|no|zero) findings\\b.{0,40}\\b(?:consistent|green|safe|verified|blocked)\\b"
              + "|\\b(?:findings|red findings|severity) ?: ?(?:none|0|no|green)\\b");

  private final Comparison comparison;

  ImitationCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  void run() {
    FoldedText folded = new FoldedText(comparison.raw(), true);
    for (Span span : OWN_VOICE.in(folded)) {
      comparison.findAt(
          Severity.AMBER,
          FindingCode.IMITATES_REPORT,
          "The text speaks as if it were the result of a check: "
              + Quoted.of(span.of(comparison.raw()))
              + ". What was checked stands outside of the text.",
          span);
    }
  }
}
