package org.prytany.governance.comparison;

import java.util.HashMap;
import java.util.Map;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;

/**
 * Payments of a text in a language that is not read: each has to stand there with its exact amount,
 * its symbol and its account beside it. More cannot be said, because what the words make of it is
 * not known.
 */
final class UnreadPayments {

  private final Comparison comparison;
  private final Asks asks;
  private final Map<Integer, Integer> used = new HashMap<>();

  UnreadPayments(Comparison comparison, Asks asks) {
    this.comparison = comparison;
    this.asks = asks;
  }

  /**
   * @return whether all of them stand in the text
   */
  boolean run(Iterable<Payee> payees) {
    boolean all = true;
    for (Payee payee : payees) {
      int effect = payee.effects().getFirst();
      boolean alike = LookAlikeCheck.tells(comparison, payee.account(), effect);
      boolean found = !payee.takes() && explain(payee);
      if (!found) {
        PaymentCheck.unmentioned(comparison, payee);
      }
      all &= found && !alike;
    }
    return all;
  }

  private boolean explain(Payee payee) {
    for (int ask : asks.of(payee.token())) {
      Ask each = asks.get(ask);
      boolean exact =
          each.amount().compareTo(payee.amount()) == 0
              && each.recipient().filter(payee.account()::equals).isPresent();
      if (exact && used.getOrDefault(ask, 0) < each.times()) {
        int claim = each.claim(used.merge(ask, 1, Integer::sum) - 1);
        for (int effect : payee.effects()) {
          comparison.match(
              claim,
              effect,
              Status.CONSISTENT,
              "The text has " + comparison.quote(claim) + " beside the account that gets it.");
        }
        return true;
      }
    }
    return false;
  }

  /** Says that the words are not read, and what was compared all the same. */
  static void report(Comparison comparison, boolean all) {
    comparison
        .finding(comparison.moves() ? Severity.RED : Severity.NOTE, FindingCode.LANGUAGE_NOT_READ)
        .say(
            all
                ? "The text is in a language that is not read here; amounts and accounts are all in"
                    + " it."
                : "The text is in a language that is not read here.");
  }
}
