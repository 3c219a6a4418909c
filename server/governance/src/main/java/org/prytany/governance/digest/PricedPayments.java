package org.prytany.governance.digest;

import static org.prytany.governance.digest.Comparison.number;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.prytany.governance.digest.Finding.Severity;
import org.prytany.spi.Claim;

/**
 * Payments that a text asks for in dollars of a token, at a price that it states: "$50,000 in CELO,
 * at $1.08 per CELO". A reader of the text knows the price as well; a person still has to compare
 * it with the market, so that these are never better than amber.
 */
final class PricedPayments {

  /** How far round numbers may be from the price: 1 %. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.01");

  private static final int WORDS_BETWEEN = 40;

  /**
   * Reading a long text for the prices of more tokens is slow; a proposal that pays more is red.
   */
  private static final int MOST_TOKENS = 8;

  /** Stands for the whole text among line numbers. */
  private static final int TEXT = -1;

  private final Comparison comparison;
  private final TokenNames names;
  private final UnexplainedPayments reports;
  private final Map<String, Map<Integer, StatedPrices>> read = new HashMap<>();

  PricedPayments(Comparison comparison, TokenNames names, UnexplainedPayments reports) {
    this.comparison = comparison;
    this.names = names;
    this.reports = reports;
  }

  /** The claim in dollars, not fulfilled so far, that a payment fulfils at the stated price. */
  OptionalInt claimFor(Payee payee) {
    String symbol = payee.token().symbol().orElse("");
    boolean tooMany = !read.containsKey(symbol) && read.size() == MOST_TOKENS;
    if (symbol.isBlank() || tooMany || names.matches("USD", payee.token())) {
      return OptionalInt.empty();
    }
    Pattern inToken = inToken(symbol);
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.claims().get(i) instanceof Claim.Payment payment
          && payment.symbol().equals("USD")
          && payment.recipient().map(payee.account()::equals).orElse(true)
          && meansToken(payment, inToken)
          && reports.open(i)
          && price(i, symbol).filter(price -> fits(payee, payment, price)).isPresent()) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Says on what the payment rests. */
  void report(Payee payee, int claim) {
    BigDecimal price = price(claim, payee.symbol()).orElseThrow();
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
  private Optional<BigDecimal> price(int claim, String symbol) {
    Map<Integer, StatedPrices> prices = read.computeIfAbsent(symbol, s -> new HashMap<>());
    int line = comparison.lines().at(comparison.claims().get(claim).span().start());
    StatedPrices near =
        prices.computeIfAbsent(line, l -> StatedPrices.in(comparison.lineOf(claim), symbol));
    if (near.isEmpty()) {
      near = prices.computeIfAbsent(TEXT, t -> StatedPrices.in(comparison.text(), symbol));
    }
    return near.only();
  }

  /** Whether the words behind the dollars say that they come in this token: "$50,000 in CELO". */
  private boolean meansToken(Claim.Payment payment, Pattern inToken) {
    int end = payment.span().end();
    String text = comparison.text();
    return inToken
        .matcher(text.substring(end, Math.min(text.length(), end + WORDS_BETWEEN)))
        .find();
  }

  private static Pattern inToken(String symbol) {
    return Pattern.compile(
        "\\A[^.;:|\\n\\d$+]{0,30}?(?<![\\p{L}\\d])\\$?" + Pattern.quote(symbol) + "(?![\\p{L}\\d])",
        Pattern.CASE_INSENSITIVE);
  }
}
