package org.prytany.governance.comparison;

import java.util.Optional;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;

/** Calls of which nobody here knows what they do, and what a text may say about them. */
final class UnexplainedCheck {

  private final Comparison comparison;
  private final SpelledCalls spelledCalls;

  UnexplainedCheck(Comparison comparison) {
    this.comparison = comparison;
    this.spelledCalls = new SpelledCalls(comparison);
  }

  void check(int i, Change.Unexplained effect) {
    Reason reason = effect.reason();
    if (reason instanceof Reason.Lent
        && BatchContracts.areOpened(comparison.actions(), effect.contract())) {
      // That is a finding of its own, and what it calls stands among the effects.
      comparison.match(
          -1, i, Status.CONSISTENT, "A well-known batch contract makes the calls that are shown.");
      return;
    }
    if (new FirstCall(comparison).is(effect)) {
      String text =
          "The new code of "
              + comparison.name(effect.contract())
              + " is called once while it is put in place ("
              + reason.words()
              + "). What it then does is up to that code.";
      comparison.match(-1, i, Status.CONSISTENT, text);
      comparison.find(Severity.AMBER, FindingCode.NEW_CODE_IS_CALLED, text, -1, i);
      return;
    }
    Optional<String> spelled = spelledCalls.function(effect);
    if (spelled.isPresent()) {
      String text =
          "The text spells out the call of "
              + spelled.get()
              + " at "
              + comparison.name(effect.contract())
              + ". What that function does is not known here: have its code read.";
      comparison.match(-1, i, Status.CONSISTENT, text);
      comparison.find(Severity.AMBER, FindingCode.CALL_SPELLED_OUT, text, -1, i);
      return;
    }
    String text =
        "A call to "
            + comparison.name(effect.contract())
            + (reason.words().isEmpty() ? "" : " (" + reason.words() + ")")
            + (reason instanceof Reason.NamedOnly
                ? " is known by its name only: what it does here is not known."
                : " could not be decoded: what it does is not known.");
    comparison.match(-1, i, Status.UNMENTIONED, text);
    comparison.find(Severity.RED, FindingCode.UNEXPLAINED_CALL, text, -1, i);
  }
}
