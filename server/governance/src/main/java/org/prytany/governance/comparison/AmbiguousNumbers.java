package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.reading.claims.DecimalCommas;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Claim;

/**
 * "25.000" is twenty-five for some readers, and twenty-five thousand for others. Paying the larger
 * of the two is not what every reader voted for, so a person has to say that it was meant. "25,000"
 * is as unclear where the text writes "0,5 %"; authors who do so rarely mean a fraction, so that it
 * stops nothing, and leaves no agreement.
 */
final class AmbiguousNumbers {

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final Pattern THOUSANDS_OR_FRACTION =
      Cues.pattern(AmbiguousNumbers.class, "thousands-or-fraction");

  private final Comparison comparison;
  private final boolean decimalCommas;

  AmbiguousNumbers(Comparison comparison) {
    this.comparison = comparison;
    this.decimalCommas = DecimalCommas.areIn(comparison.text());
  }

  void run() {
    comparison
        .claims(Claim.Payment.class)
        .forEach(
            (i, payment) -> {
              if (!comparison.found().isMatched(i)) {
                return;
              }
              if (isPointAmbiguous(payment)) {
                point(i, payment.amount());
              } else if (isCommaAmbiguous(payment) && !saidPlainly(payment.amount())) {
                find(
                    i,
                    Severity.AMBER,
                    FindingCode.COMMA_MAY_BE_A_POINT,
                    " can be read as thousands or as a fraction, because the text writes commas"
                        + " before fractions; it pays ",
                    payment.amount());
              }
            });
  }

  private void point(int claim, BigDecimal amount) {
    boolean larger = amount.compareTo(THOUSAND) >= 0 && !saidPlainly(amount);
    if (comparison.isForeign() && larger) {
      // Most other languages group thousands by points, and a person is asked in any case.
      return;
    }
    find(
        claim,
        larger ? Severity.RED : Severity.AMBER,
        FindingCode.AMBIGUOUS_NUMBER,
        " can be read as thousands or as a fraction; it pays ",
        amount);
  }

  private void find(int claim, Severity severity, FindingCode code, String how, BigDecimal amount) {
    comparison
        .finding(severity, code, claim, -1)
        .say(comparison.quote(claim) + how + Grouped.of(amount) + ".");
  }

  private boolean isPointAmbiguous(Claim.Payment payment) {
    return THOUSANDS_OR_FRACTION.matcher(payment.span().of(comparison.text())).find();
  }

  private boolean isCommaAmbiguous(Claim.Payment payment) {
    return decimalCommas && DecimalCommas.isAmbiguous(payment.span().of(comparison.text()));
  }

  /** Whether the text says the amount elsewhere in a way that has one reading. */
  private boolean saidPlainly(BigDecimal amount) {
    return comparison.claims(Claim.Payment.class).values().stream()
        .filter(other -> other.amount().compareTo(amount) == 0)
        .anyMatch(other -> !isPointAmbiguous(other) && !isCommaAmbiguous(other));
  }
}
