package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.effects.Unlimited;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * What others may have taken by an allowance when all calls have run, beside what they are seen to
 * take: what is left in the end, and what they left untouched of each allowance that another one
 * replaced. Whoever takes nothing in a simulation may take all of it when the proposal is executed,
 * and so may whoever takes it only for accounts of the DAO.
 */
final class Allowed {
  private final List<Step> steps;
  private final Probes probes;
  private final List<Effect> waiting;
  private final Set<Address> holders;

  /**
   * @param steps every call in order
   * @param waiting effects of calls that run later: of those the simulation shows nothing yet
   * @param holders the accounts of the DAO: what moves among them has not left
   */
  Allowed(List<Step> steps, Probes probes, List<Effect> waiting, Set<Address> holders) {
    this.steps = List.copyOf(steps);
    this.probes = probes;
    this.waiting = waiting;
    this.holders = Set.copyOf(holders);
  }

  /** The effect as it is in the end; nothing if it is an allowance that was spent. */
  Optional<Effect> settled(Effect effect) {
    if (effect.isElsewhere()
        || effect.kind() != Effect.Kind.ALLOWANCE
        || waiting.stream().anyMatch(later -> isSame(later, effect))) {
      return Optional.of(effect);
    }
    if (!Changes.isPlain(effect)) {
      Terms terms = Terms.of(effect.subject());
      return Optional.of(
          terms instanceof Terms.EveryCollectible ? with(effect, most(effect), terms) : effect);
    }
    BigInteger left = probes.allowance(effect).orElse(effect.amount()).add(passed(effect));
    if (left.signum() == 0 && probes.wasNothing(effect)) {
      return Optional.empty();
    }
    return Optional.of(with(effect, left.min(Unlimited.MOST), new Terms.Ordinary()));
  }

  private static Effect with(Effect effect, BigInteger amount, Terms terms) {
    return Changes.allowance(
        effect.contract(),
        effect.from().orElse(Address.ZERO),
        effect.to().orElse(Address.ZERO),
        amount,
        terms);
  }

  private BigInteger most(Effect effect) {
    return steps.stream()
        .flatMap(step -> step.happened().stream())
        .filter(one -> isSame(one, effect) && one.subject().equals(effect.subject()))
        .map(Effect::amount)
        .reduce(effect.amount(), BigInteger::max);
  }

  /**
   * What nobody is seen to take of the allowances that were replaced by others, and what is taken
   * only to stay with the DAO.
   */
  private BigInteger passed(Effect effect) {
    BigInteger passed = BigInteger.ZERO;
    BigInteger open = BigInteger.ZERO;
    for (Step step : steps) {
      List<BigInteger> taken = step.taken(effect, holders);
      List<BigInteger> given = given(step, effect);
      for (int i = 0; i < taken.size(); i++) {
        Effect one = step.happened().get(i);
        if (step.goesHome(i, effect, holders)) {
          passed = passed.add(open.min(taken.get(i)));
        }
        open = open.subtract(taken.get(i)).max(BigInteger.ZERO);
        if (!isSame(one, effect) || !Changes.isPlain(one)) {
          continue;
        }
        if (one.value().equals(NetEffects.FURTHER)) {
          open = open.add(one.amount());
        } else if (given.remove(one.amount())
            || !isSpending(open.subtract(one.amount()), taken, i)) {
          passed = passed.add(open);
          open = one.amount();
        }
      }
    }
    return passed;
  }

  /** What the proposal itself allows, as far as it can be read. */
  private static List<BigInteger> given(Step step, Effect effect) {
    List<BigInteger> given = new ArrayList<>();
    step.meant().stream()
        .filter(one -> isSame(one, effect) && Changes.isPlain(one))
        .forEach(one -> given.add(one.amount()));
    return given;
  }

  /**
   * Some tokens tell what is left of an allowance, right before or right after they move of it.
   *
   * @param less by how much it is less than what is open
   */
  private static boolean isSpending(BigInteger less, List<BigInteger> taken, int at) {
    return less.signum() == 0
        ? at > 0 && taken.get(at - 1).signum() > 0
        : less.signum() > 0 && taken.subList(at, taken.size()).contains(less);
  }

  private static boolean isSame(Effect one, Effect other) {
    return one.kind() == other.kind()
        && one.contract().equals(other.contract())
        && one.chain().equals(other.chain())
        && one.from().equals(other.from())
        && one.to().equals(other.to());
  }
}
