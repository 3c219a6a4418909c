package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.List;
import org.prytany.governance.effects.Grouped;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * What one account gets of one asset.
 *
 * @param effects indexes of the effects that give it
 * @param takes whether it may take some of it itself: an allowance that stands in for a payment
 */
record Payee(
    Address account,
    Token token,
    List<Integer> effects,
    BigDecimal amount,
    String symbol,
    boolean takes) {

  Payee {
    effects = List.copyOf(effects);
  }

  Payee of(BigDecimal other) {
    return new Payee(account, token, effects, other, symbol, takes);
  }

  /** The chain where it gets it; "" is the proposal's own. */
  String chain(Comparison comparison) {
    return comparison.effects().get(effects.getFirst()).chain();
  }

  /** "it pays 5 USDC to X", "it lets X take 5 USDC". */
  String sentence(Comparison comparison) {
    String name = comparison.name(account);
    String what = Grouped.of(amount) + " " + symbol;
    String chain = chain(comparison);
    String where = chain.isEmpty() ? "" : " on " + chain;
    return (takes ? "it lets " + name + " take " + what : "it pays " + what + " to " + name)
        + where;
  }
}
