package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.prytany.spi.Address;

/**
 * A payment that a text asks for, however often it says so.
 *
 * @param amount whole units, without trailing zeros
 * @param symbol of the token, as {@link TokenNames#folded} gives it
 * @param recipient the address that the text names for it, if it names one
 * @param claims that say it, in the order of the text; the first one is quoted
 * @param items claims of it in the list that has it most often, one a line; empty if no list has it
 * @param each whether the text says that several get it
 */
record Ask(
    BigDecimal amount,
    String symbol,
    Optional<Address> recipient,
    List<Integer> claims,
    List<Integer> items,
    boolean each) {

  Ask {
    claims = List.copyOf(claims);
    items = List.copyOf(items);
  }

  /**
   * @param eachToo whether the further claims say that several get it
   */
  Ask with(List<Integer> said, List<Integer> lines, boolean eachToo) {
    return new Ask(amount, symbol, recipient, said, lines, each || eachToo);
  }

  /** The claim that a reader is shown for the n-th payment that this explains, from 0. */
  int claim(int n) {
    return n < items.size() ? items.get(n) : claims.getFirst();
  }

  /** How often the text asks for it. */
  int times() {
    return Math.max(1, items.size());
  }
}
