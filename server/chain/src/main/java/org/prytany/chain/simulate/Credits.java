package org.prytany.chain.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * What calls mean to bring, and no event shows. A call may mean anything: the code that would give
 * something back may not be there, or fail without a word. So nothing that is only meant makes a
 * loss smaller: what such a call would bring to an account that loses the same asset goes, as far
 * as it is counted, to nobody. The DAO's accounts are one account here.
 */
final class Credits {
  private record Loss(Address asset, Address account) {}

  private final Set<Address> holders;
  private final Set<Loss> losses = new HashSet<>();

  /**
   * @param holders the DAO's own accounts
   * @param observed what events show
   * @param meant what calls mean and no event shows
   */
  Credits(Set<Address> holders, List<Effect> observed, List<Effect> meant) {
    this.holders = Set.copyOf(holders);
    for (Effect moved : Stream.concat(observed.stream(), meant.stream()).toList()) {
      boolean leaves = !moved.isElsewhere() || moved.isCarried();
      boolean away = moved.isCarried() || !group(moved.from()).equals(group(moved.to()));
      if (moved.kind() == Effect.Kind.TRANSFER && leaves && away && moved.amount().signum() > 0) {
        group(moved.from()).ifPresent(who -> losses.add(new Loss(moved.contract(), who)));
      }
    }
  }

  /** What is meant, without what would make up for a loss. */
  List<Effect> believed(List<Effect> meant) {
    List<Effect> believed = new ArrayList<>();
    for (Effect effect : meant) {
      if (!makesUp(effect)) {
        believed.add(effect);
      } else if (effect.from().isPresent() && Changes.isPlain(effect)) {
        believed.add(
            Changes.transfer(effect.contract(), effect.from(), Optional.empty(), effect.amount()));
      }
    }
    return believed;
  }

  /** What a holder pays is a loss itself, whatever its receiver does with it. */
  private boolean makesUp(Effect effect) {
    return effect.kind() == Effect.Kind.TRANSFER
        && !effect.isElsewhere()
        && effect.from().filter(holders::contains).isEmpty()
        && group(effect.to())
            .filter(who -> losses.contains(new Loss(effect.contract(), who)))
            .isPresent();
  }

  private Optional<Address> group(Optional<Address> account) {
    return account.map(who -> holders.contains(who) ? holders.iterator().next() : who);
  }
}
