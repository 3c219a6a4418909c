package org.prytany.governance.digest;

import static org.prytany.governance.digest.Comparison.number;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.prytany.governance.digest.Finding.Severity;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/**
 * Payments that a text asks for in dollars of a token, at a price that it states: "$50,000 in CELO,
 * at $1.08 per CELO". A reader of the text knows the price as well; a person still has to compare
 * it with the market, so that these are never better than amber.
 */
final class PricedPayments {

  private static final String DOLLAR = "USD";

  /** How far round numbers may be from the price: 1 %. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.01");

  private static final int WORDS_BEHIND = 40;

  /** Reading a long text for the prices of many tokens is slow: those of more are not read. */
  private static final int MOST_TOKENS = 8;

  private final Comparison comparison;
  private final TokenNames names;
  private final UnexplainedPayments reports;
  private final Map<String, StatedPrices> read = new HashMap<>();

  PricedPayments(Comparison comparison, TokenNames names, UnexplainedPayments reports) {
    this.comparison = comparison;
    this.names = names;
    this.reports = reports;
  }

  /** The claim in dollars, not fulfilled so far, that a payment comes closest to at the price. */
  OptionalInt claimFor(Payee payee) {
    if (names.matches(DOLLAR, payee.token())) {
      return OptionalInt.empty();
    }
    Optional<BigDecimal> price = prices(payee).only();
    if (price.isEmpty()) {
      return OptionalInt.empty();
    }
    BigDecimal dollars = payee.amount().multiply(price.get());
    Pattern inToken = inToken(payee.token().symbol().orElseThrow());
    OptionalInt closest = OptionalInt.empty();
    BigDecimal least = BigDecimal.ZERO;
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.claims().get(i) instanceof Claim.Payment payment
          && payment.symbol().equals(DOLLAR)
          && isIn(payment, inToken)
          && prices(payee).isFor(payment.span())) {
        BigDecimal off = dollars.subtract(payment.amount()).abs();
        boolean fits = off.compareTo(payment.amount().multiply(ROUNDING)) <= 0;
        boolean closer = closest.isEmpty() || off.compareTo(least) < 0;
        if (fits && closer && reports.open(i) && isForPayee(payment, payee)) {
          closest = OptionalInt.of(i);
          least = off;
        }
      }
    }
    return closest.isPresent() && isPaidInTokens(payee, dollars) ? OptionalInt.empty() : closest;
  }

  /** Says on what the payment rests. */
  void report(Payee payee, int claim) {
    BigDecimal price = prices(payee).only().orElseThrow();
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

  private StatedPrices prices(Payee payee) {
    String symbol = payee.token().symbol().orElse("");
    boolean tooMany = !read.containsKey(symbol) && read.size() == MOST_TOKENS;
    if (symbol.isBlank() || tooMany) {
      return new StatedPrices(List.of(), true);
    }
    return read.computeIfAbsent(
        symbol, s -> StatedPrices.in(comparison.text(), comparison.raw(), s));
  }

  /**
   * Whether the dollars are the payee's: a title that names nobody says again what the body asks
   * for somebody, and asks for nothing of its own.
   */
  private boolean isForPayee(Claim.Payment payment, Payee payee) {
    Optional<Address> account = Optional.of(payee.account());
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.counts(i)
          && comparison.claims().get(i) instanceof Claim.Payment other
          && other.amount().compareTo(payment.amount()) == 0
          && other.symbol().equals(payment.symbol())
          && (comparison.isMatched(i)
              || (other.recipient().isPresent() && !other.recipient().equals(account)))) {
        return false;
      }
    }
    return true;
  }

  /** "46,000 CELO ($50,000 at $1.08)" asks for one payment, which the tokens explain already. */
  private boolean isPaidInTokens(Payee payee, BigDecimal dollars) {
    BigDecimal price = prices(payee).only().orElseThrow();
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.isMatched(i)
          && comparison.claims().get(i) instanceof Claim.Payment other
          && !names.isMoney(other.symbol())
          && names.matches(other.symbol(), payee.token())) {
        BigDecimal off = other.amount().multiply(price).subtract(dollars).abs();
        if (off.compareTo(dollars.multiply(ROUNDING).multiply(BigDecimal.TWO)) <= 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the words behind the dollars say that they come in this token: "$50,000 in CELO". */
  private boolean isIn(Claim.Payment payment, Pattern inToken) {
    int end = payment.span().end();
    String text = comparison.text();
    String behind = text.substring(end, Math.min(text.length(), end + WORDS_BEHIND));
    return inToken.matcher(behind.replaceAll("[*_`\\\\]", "")).find();
  }

  private static Pattern inToken(String symbol) {
    return Pattern.compile(
        "\\A ?\\(?(?:(?:USD )?(?:worth |paid |equivalent )?(?:in|of) (?:the )?)?\\$?(?:"
            + Pattern.quote(symbol)
            + "|"
            + Pattern.quote(symbol.toUpperCase(Locale.ROOT))
            + ")(?![\\p{L}\\d]|[-/.][\\p{L}\\d])");
  }
}
