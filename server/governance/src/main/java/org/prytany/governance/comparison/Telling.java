package org.prytany.governance.comparison;

import java.util.Optional;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Span;

/**
 * A finding of which the words are still to come.
 *
 * @param claim that it is about, or -1
 * @param effect that it is about, or -1
 * @param call that it is about where it is about no effect, or -1
 * @param span the place in the text, where it is about neither
 */
record Telling(
    Found found,
    Finding.Severity severity,
    FindingCode code,
    int claim,
    int effect,
    int call,
    Optional<Span> span) {

  Telling inCall(int index) {
    return new Telling(found, severity, code, claim, effect, index, span);
  }

  Telling at(Span place) {
    return new Telling(found, severity, code, claim, effect, call, Optional.of(place));
  }

  /**
   * @param words as {@link String#formatted} takes them; as they are where nothing is to be put in
   */
  void say(String words, Object... of) {
    found.find(this, in(words, of));
  }

  /** Says it, and that the claim and the effect stand so to one another. */
  void as(Verdict.Status status, String words, Object... of) {
    String why = in(words, of);
    found.match(claim, effect, status, why);
    say("%s", why);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String in(String words, Object... of) {
    return of.length == 0 ? words : String.format(words, of);
  }
}
