package org.prytany.governance.digest;

import static org.prytany.governance.digest.Comparison.number;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.governance.digest.Finding.Severity;
import org.prytany.spi.Claim;
import org.prytany.spi.Token;

/**
 * Payments that a text asks for in dollars of a token, at a price that it states: "$50,000 in CELO,
 * at $1.08 per CELO". A reader of the text knows the price as well; a person still has to compare
 * it with the market, so that these are never better than amber.
 */
final class PricedPayments {

  /** How far round numbers may be from the price: 1 %. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.01");

  private static final int WORDS_BETWEEN = 40;

  private final Comparison comparison;
  private final TokenNames names;
  private final UnexplainedPayments reports;

  PricedPayments(Comparison comparison, TokenNames names, UnexplainedPayments reports) {
    this.comparison = comparison;
    this.names = names;
    this.reports = reports;
  }

  /** The claim in dollars, not fulfilled so far, that a payment fulfils at the stated price. */
  OptionalInt claimFor(Payee payee) {
    String symbol = payee.token().symbol().orElse("");
    if (symbol.isBlank() || names.matches("USD", payee.token())) {
      return OptionalInt.empty();
    }
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.claims().get(i) instanceof Claim.Payment payment
          && payment.symbol().equals("USD")
          && payment.recipient().map(payee.account()::equals).orElse(true)
          && reports.open(i)
          && meansToken(payment, payee.token())
          && price(i, symbol).stream().anyMatch(price -> fits(payee, payment, price))) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Says on what the payment rests. */
  void report(Payee payee, int claim) {
    BigDecimal price = price(claim, payee.symbol()).iterator().next();
    comparison.find(
        Severity.AMBER,
        "AMOUNT_AT_STATED_PRICE",
        "The text asks for "
            + comparison.quote(claim)
            + " and states a price of $"
            + price.toPlainString()
            + " per "
            + payee.symbol()
            + "; "
            + payee.sentence(comparison)
            + ", which is $"
            + number(payee.amount().multiply(price).setScale(2, RoundingMode.HALF_UP))
            + " at that price. Compare the price with the market.",
        claim,
        payee.effects().getFirst());
  }

  private static boolean fits(Payee payee, Claim.Payment payment, BigDecimal price) {
    BigDecimal off = payee.amount().multiply(price).subtract(payment.amount()).abs();
    return off.compareTo(payment.amount().multiply(ROUNDING)) <= 0;
  }

  /** The one price of the claim's line, or else of the text; none if there are several. */
  private Set<BigDecimal> price(int claim, String symbol) {
    Set<BigDecimal> near = StatedPrices.in(comparison.lineOf(claim), symbol);
    Set<BigDecimal> prices = near.isEmpty() ? StatedPrices.in(comparison.text(), symbol) : near;
    return prices.size() == 1 ? prices : Set.of();
  }

  /** Whether the words behind the dollars say that they come in this token: "$50,000 in CELO". */
  private boolean meansToken(Claim.Payment payment, Token token) {
    int end = payment.span().end();
    String text = comparison.text();
    String behind = text.substring(end, Math.min(text.length(), end + WORDS_BETWEEN));
    return Pattern.compile(
            "\\A[^.;:|\\n\\d$+]{0,30}?(?<![\\p{L}\\d])\\$?"
                + Pattern.quote(token.symbol().orElseThrow())
                + "(?![\\p{L}\\d])",
            Pattern.CASE_INSENSITIVE)
        .matcher(behind)
        .find();
  }
}
