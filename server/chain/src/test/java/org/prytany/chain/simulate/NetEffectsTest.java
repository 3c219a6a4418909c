package org.prytany.chain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

class NetEffectsTest {
  private static Address address(int number) {
    return new Address(String.format("0x%040x", number));
  }

  private static List<Effect> transfers(List<Integer> seeds) {
    return seeds.stream()
        .map(
            seed ->
                Changes.transfer(
                    address(900 + seed % 2),
                    Optional.of(address(1 + seed / 2 % 4)),
                    Optional.of(address(1 + seed / 8 % 4)),
                    BigInteger.valueOf(seed / 32 % 10)))
        .toList();
  }

  private static Map<String, BigInteger> balances(List<Effect> effects) {
    Map<String, BigInteger> changes = new HashMap<>();
    for (Effect effect : effects) {
      String token = effect.contract().hex();
      changes.merge(token + effect.from().orElseThrow(), effect.amount().negate(), BigInteger::add);
      changes.merge(token + effect.to().orElseThrow(), effect.amount(), BigInteger::add);
    }
    changes.values().removeIf(change -> change.signum() == 0);
    return changes;
  }

  @Property
  void nettingKeepsEveryBalanceAndForgetsTheOrder(
      @ForAll @Size(max = 30) List<@IntRange(max = 100_000) Integer> seeds, @ForAll long shuffle) {
    List<Effect> all = transfers(seeds);
    List<Effect> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(shuffle));

    List<Effect> net = NetEffects.of(all);

    assertThat(balances(net)).isEqualTo(balances(all));
    assertThat(net).allSatisfy(effect -> assertThat(effect.amount()).isPositive());
    assertThat(EffectsHash.of(true, NetEffects.of(shuffled))).isEqualTo(EffectsHash.of(true, net));
  }
}
