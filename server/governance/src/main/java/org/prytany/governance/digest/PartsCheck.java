package org.prytany.governance.digest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.prytany.governance.digest.Finding.Severity;
import org.prytany.governance.digest.Verdict.Status;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/**
 * Whether a total is paid and its parts as well: the lines of a list that make it, or the rate that
 * makes it over time. They say one thing in two ways.
 */
final class PartsCheck {

  private final Comparison comparison;
  private final PaymentClaims claims;

  /**
   * @param claims all of one asset
   */
  PartsCheck(Comparison comparison, PaymentClaims claims) {
    this.comparison = comparison;
    this.claims = claims;
  }

  /**
   * @param used the claim of exactly the amount that a payee gets
   * @param shared the claim that several payees without such a claim share
   */
  void run(List<Payee> payees, Map<Payee, Integer> used, OptionalInt shared) {
    for (Payee payee : payees) {
      Integer claim = used.get(payee);
      if (claim == null || names(claim, payee)) {
        continue;
      }
      List<Integer> totals = new ArrayList<>();
      used.forEach((other, total) -> add(totals, !other.equals(payee), total));
      shared.ifPresent(total -> add(totals, true, total));
      for (int total : totals) {
        if (parts(total).contains(payee.amount().stripTrailingZeros())) {
          report(payee, claim, total);
          break;
        }
      }
    }
  }

  private static void add(List<Integer> totals, boolean counts, int total) {
    if (counts && !totals.contains(total)) {
      totals.add(total);
    }
  }

  private boolean names(int claim, Payee payee) {
    return PaymentClaims.payment(comparison, claim)
        .recipient()
        .equals(Optional.of(payee.account()));
  }

  /** The amounts that make the claimed one. */
  private Set<BigDecimal> parts(int total) {
    Claim.Payment whole = PaymentClaims.payment(comparison, total);
    Set<BigDecimal> parts = new HashSet<>();
    claims
        .without(amount -> amount.compareTo(whole.amount()) == 0)
        .addingUpTo(whole.amount())
        .filter(PaymentClaims.Sum::whole)
        .ifPresent(sum -> sum.claims().forEach(claim -> add(parts, claim)));
    for (int claim : claims.all()) {
      if (claim != total && isInside(claim, whole.span()) && isProduct(whole)) {
        add(parts, claim);
      }
    }
    return parts;
  }

  private boolean isProduct(Claim.Payment claim) {
    return !WrittenNumbers.contains(claim.span().of(comparison.text()), claim.amount());
  }

  private boolean isInside(int claim, Span around) {
    Span span = PaymentClaims.payment(comparison, claim).span();
    return span.start() >= around.start() && span.end() <= around.end();
  }

  private void add(Set<BigDecimal> parts, int claim) {
    parts.add(PaymentClaims.payment(comparison, claim).amount().stripTrailingZeros());
  }

  private void report(Payee payee, int claim, int total) {
    String text =
        comparison.quote(claim)
            + " is a part of "
            + comparison.quote(total)
            + ", which is paid already, but "
            + payee.sentence(comparison)
            + ".";
    for (int effect : payee.effects()) {
      comparison.match(claim, effect, Status.CONTRADICTED, text);
    }
    comparison.find(Severity.RED, "PAID_TWICE_OVER", text, claim, payee.effects().getFirst());
  }
}
