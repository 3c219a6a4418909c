package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

/** Limits and what a bridge carries out of the treasury. */
class CarriedAwayTest {

  private static final Address TREASURY = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address ALICE = new Address("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
  private static final Dao DAO = Dao.onlyRead("demo", "Demo", 1, TREASURY, TREASURY);
  private static final ApprovalState NOBODY =
      new ApprovalState(List.of(), List.of(), List.of(), List.of(), List.of(), 1);

  private static SimulatedEffects carrying(long wei) {
    List<Effect> effects =
        List.of(
            new Effect(
                Effect.Kind.TRANSFER,
                Address.ZERO,
                Optional.of(TREASURY),
                Optional.of(ALICE),
                Optional.of(Token.NATIVE),
                BigInteger.valueOf(wei),
                Effect.CARRIED,
                "",
                "",
                "Arbitrum One"));
    return new SimulatedEffects(
        true, Optional.empty(), effects, EffectsHash.of(true, effects), 1, "decoded");
  }

  private static void require(Limits.OfDao bounds, long wei) {
    new Limits(Map.of("demo", bounds))
        .require(DAO, carrying(wei), NOBODY, List.of(), Instant.EPOCH);
  }

  @Test
  void countsInTheLimitOfItsAsset() {
    Limits.OfDao bounds =
        new Limits.OfDao(
            List.of(new Limits.Amount(Address.ZERO, BigInteger.TEN, Duration.ofDays(1))),
            Set.of(),
            Duration.ZERO,
            Duration.ZERO);

    require(bounds, 10);
    assertThatThrownBy(() -> require(bounds, 11)).isInstanceOf(PrytanyException.class);
  }

  @Test
  void goesToNobodyOnAListOfThisChainsRecipients() {
    Limits.OfDao bounds = new Limits.OfDao(List.of(), Set.of(ALICE), Duration.ZERO, Duration.ZERO);

    assertThatThrownBy(() -> require(bounds, 1))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("carries coin or tokens to another chain");
  }

  @Test
  void theWordsThatTreasurersSignNameTheChain() {
    assertThat(org.prytany.governance.approval.EffectWords.of(carrying(5)))
        .singleElement()
        .asString()
        .startsWith("On Arbitrum One: Transfer")
        .contains("carried to another chain");
  }
}
