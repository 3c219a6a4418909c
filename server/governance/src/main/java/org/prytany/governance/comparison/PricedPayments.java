package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.comparison.Packing.Exclusion;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.FindingCode;

/**
 * Payments that a text asks for in dollars of a token, at a price that it states: "$50,000 in CELO,
 * at $1.08 per CELO". A reader of the text knows the price as well; a person still has to compare
 * it with the market, so that these are never better than amber.
 */
final class PricedPayments {

  private static final String DOLLAR = "USD";

  /** How far round numbers may be from the price: 1 %. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.01");

  /** Reading a long text for the prices of many tokens is slow: those of more are not read. */
  private static final int MOST_TOKENS = 8;

  private final Comparison comparison;
  private final Map<String, StatedPrices> read = new HashMap<>();

  PricedPayments(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Claims in dollars that a payment makes at the price, in the order of the text. */
  List<Integer> claimsFor(Payee payee, Asks asks) {
    if (TokenNames.matches(DOLLAR, payee.token())) {
      return List.of();
    }
    List<Integer> dollars = asks.numbers(ask -> ask.symbol().equals(DOLLAR));
    Optional<BigDecimal> price = dollars.isEmpty() ? Optional.empty() : prices(payee).only();
    if (price.isEmpty()) {
      return List.of();
    }
    BigDecimal worth = payee.amount().multiply(price.get());
    PaidIn inToken = new PaidIn(payee.token().symbol().orElseThrow());
    List<Integer> claims = new ArrayList<>();
    for (int ask : dollars) {
      boolean theirs =
          asks.get(ask).recipient().map(payee.account()::equals).orElse(true)
              && asks.mayBe(ask, payee);
      if (theirs && isNear(worth, asks.get(ask).amount(), ROUNDING)) {
        asks.get(ask).claims().stream()
            .filter(claim -> inToken.isSaid(comparison.text(), asks.said().payment(claim).span()))
            .filter(claim -> prices(payee).isFor(asks.said().payment(claim).span()))
            .findFirst()
            .ifPresent(claims::add);
      }
    }
    return claims;
  }

  private static boolean isNear(BigDecimal worth, BigDecimal dollars, BigDecimal within) {
    return worth.subtract(dollars).abs().compareTo(dollars.multiply(within)) <= 0;
  }

  /** "46,000 CELO ($50,000 at $1.08)" asks for one payment, which the tokens explain already. */
  List<Exclusion> exclusions(Asks asks, List<Payee> payees) {
    List<Integer> dollars = asks.numbers(ask -> ask.symbol().equals(DOLLAR));
    Map<String, Payee> byToken = new LinkedHashMap<>();
    if (!dollars.isEmpty()) {
      payees.stream()
          .filter(payee -> !TokenNames.matches(DOLLAR, payee.token()))
          .forEach(payee -> byToken.putIfAbsent(payee.token().symbol().orElse(""), payee));
    }
    List<Exclusion> exclusions = new ArrayList<>();
    for (Payee payee : byToken.values()) {
      for (BigDecimal price : prices(payee).only().stream().toList()) {
        for (int token : asks.of(payee.token())) {
          BigDecimal worth = asks.get(token).amount().multiply(price);
          dollars.stream()
              .filter(ask -> ask != token)
              .filter(ask -> isNear(worth, asks.get(ask).amount(), ROUNDING.add(ROUNDING)))
              .forEach(ask -> exclusions.add(new Exclusion(token, ask)));
        }
      }
    }
    return exclusions;
  }

  /** Says on what the payment rests. */
  void report(Payee payee, int claim) {
    BigDecimal price = prices(payee).only().orElseThrow();
    comparison
        .amber(FindingCode.AMOUNT_AT_STATED_PRICE, claim, payee.effects().getFirst())
        .say(
            "The text asks for %s and states a price of $%s per %s; %s, which is $%s at that"
                + " price. Compare the price with the market.",
            comparison.quote(claim),
            price.toPlainString(),
            payee.symbol(),
            payee.sentence(comparison),
            Grouped.of(payee.amount().multiply(price).setScale(2, RoundingMode.HALF_UP)));
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
}
