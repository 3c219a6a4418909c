package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.FindingCode;
import org.prytany.spi.Address;

/**
 * Where an endpoint cannot run the calls one after the other, each was tried as if it were alone.
 * Whether they work together is then only known as far as sums tell.
 */
record TogetherCheck(Comparison comparison) {

  /** How the simulation says that it tried each call alone. */
  private static final String ALONE = "eth_call";

  void run() {
    if (!comparison.simulated().method().equals(ALONE)) {
      return;
    }
    if (comparison.actions().size() > 1) {
      comparison
          .amber(FindingCode.CALLS_TRIED_ALONE)
          .say(
              "The endpoint does not run the %s calls one after the other (it lacks"
                  + " eth_simulateV1): each was tried alone. What one of them leaves to the next"
                  + " was not seen.",
              comparison.actions().size());
    }
    Map<Address, BigInteger> leaving = new LinkedHashMap<>();
    for (Change.Transfer moved : comparison.effects(Change.Transfer.class).values()) {
      if (moved.id().isEmpty() && (moved.isCarried() || !moved.isElsewhere())) {
        boolean out = comparison.dao().holds(moved.from());
        boolean in = !moved.isElsewhere() && comparison.dao().holds(moved.to());
        BigInteger amount =
            out == in ? BigInteger.ZERO : out ? moved.amount() : moved.amount().negate();
        leaving.merge(moved.contract(), amount, BigInteger::add);
      }
    }
    leaving.forEach(this::compare);
  }

  private void compare(Address asset, BigInteger amount) {
    BigInteger held = comparison.facts().holdings().get(asset);
    if (held == null || amount.compareTo(held) <= 0) {
      return;
    }
    int effect = lastOf(asset);
    Change.OfValue last = (Change.OfValue) comparison.effects().get(effect);
    String symbol = comparison.symbol(last);
    int decimals = last.token().map(known -> known.decimals().orElse(0)).orElse(0);
    comparison
        .red(FindingCode.MORE_THAN_HELD, effect)
        .say(
            "All payments together take %s %s from the treasury, which holds %s: not all of"
                + " them can work.",
            Grouped.of(new BigDecimal(amount, decimals)),
            symbol,
            Grouped.of(new BigDecimal(held, decimals)));
  }

  private int lastOf(Address asset) {
    return comparison.effects(Change.Transfer.class).entrySet().stream()
        .filter(effect -> effect.getValue().contract().equals(asset))
        .filter(effect -> comparison.dao().holds(effect.getValue().from()))
        .mapToInt(Map.Entry::getKey)
        .max()
        .orElse(-1);
  }
}
