package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * What is really left of allowances when all calls have run. An account without code takes nothing
 * in a simulation, and may have code when the proposal is executed: what it is allowed in between
 * counts as allowed, although it is taken back.
 */
final class Allowed {
  private final List<Effect> inOrder;
  private final Probes probes;
  private final List<Effect> waiting;

  /**
   * @param inOrder every change in the order it happened
   * @param waiting effects of calls that run later: of those the simulation shows nothing yet
   */
  Allowed(List<Effect> inOrder, Probes probes, List<Effect> waiting) {
    this.inOrder = List.copyOf(inOrder);
    this.probes = probes;
    this.waiting = waiting;
  }

  /** The effect as it is in the end; nothing if it is an allowance that was spent. */
  Optional<Effect> settled(Effect effect) {
    if (effect.isElsewhere()
        || effect.kind() != Effect.Kind.ALLOWANCE
        || !Changes.isPlain(effect)
        || waiting.stream().anyMatch(later -> isSame(later, effect))) {
      return Optional.of(effect);
    }
    BigInteger told = probes.allowance(effect).orElse(effect.amount());
    BigInteger left = probes.hadCode(effect.to()) ? told : told.max(most(effect));
    if (left.signum() == 0 && probes.wasNothing(effect)) {
      return Optional.empty();
    }
    return Optional.of(
        Changes.allowance(
            effect.contract(),
            effect.from().orElse(Address.ZERO),
            effect.to().orElse(Address.ZERO),
            left));
  }

  private BigInteger most(Effect effect) {
    return inOrder.stream()
        .filter(one -> isSame(one, effect) && Changes.isPlain(one))
        .map(Effect::amount)
        .reduce(BigInteger.ZERO, BigInteger::max);
  }

  private static boolean isSame(Effect one, Effect other) {
    return one.kind() == other.kind()
        && one.contract().equals(other.contract())
        && one.chain().equals(other.chain())
        && one.from().equals(other.from())
        && one.to().equals(other.to());
  }
}
