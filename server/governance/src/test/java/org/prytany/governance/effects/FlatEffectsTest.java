package org.prytany.governance.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.StateDifference;
import org.prytany.spi.Token;

/** What the types say is what the flat effects say, all of it. */
class FlatEffectsTest {

  private static final Address CONTRACT = new Address("0x" + "c0".repeat(20));
  private static final Address ALICE = new Address("0x" + "a1".repeat(20));
  private static final Address BOB = new Address("0x" + "b0".repeat(20));

  private static Effect effect(Effect.Kind kind, String subject) {
    return new Effect(
        kind,
        CONTRACT,
        Optional.empty(),
        kind == Effect.Kind.PARAMETER
                || kind == Effect.Kind.CONTROL
                || kind == Effect.Kind.UNKNOWN_CALL
            ? Optional.empty()
            : Optional.of(ALICE),
        Optional.empty(),
        BigInteger.ZERO,
        subject,
        "");
  }

  @Property
  void whatIsReadAndWrittenAgainIsTheSame(@ForAll("effects") Effect effect) {
    Change change = FlatEffects.read(effect);

    assertThat(FlatEffects.written(change)).isEqualTo(effect);
    assertThat(FlatEffects.read(FlatEffects.written(change))).isEqualTo(change);
  }

  @Property
  void nothingIsReadAsSomethingWeaker(@ForAll("effects") Effect effect) {
    Change change = FlatEffects.read(effect);

    assertThat(change.contract()).isEqualTo(effect.contract());
    assertThat(change.from()).isEqualTo(effect.from());
    assertThat(change.to()).isEqualTo(effect.to());
    assertThat(change.movesValueOrAuthority() || effect.kind() == Effect.Kind.PARAMETER).isTrue();
    if (change instanceof Change.OfValue value) {
      assertThat(value.amount()).isEqualTo(effect.amount());
    }
    if (change instanceof Change.OfSetting set) {
      assertThat(List.of(set.name(), set.value(), set.previous()))
          .containsExactly(effect.subject(), effect.value(), effect.previous());
    }
  }

  @Provide
  Arbitrary<Effect> effects() {
    Arbitrary<Optional<Address>> somebody = Arbitraries.of(ALICE, BOB, Address.ZERO).optional();
    Arbitrary<String> subjects =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                "token id 7",
                "token id 007",
                "token id x",
                "every collectible",
                "stream from 2024-04-08 00:00 UTC to 2026-04-08 00:00:30 UTC",
                "stream from 2024-04-08 00:00:00 UTC to 2026-04-08 00:00 UTC",
                "stream from 2026-04-08 00:00 UTC to 2024-04-08 00:00 UTC",
                "stream from 2024-99-08 00:00 UTC to 2026-04-08 00:00 UTC",
                "stream over 60 seconds from its execution",
                "per second, until it is stopped",
                "spending limit",
                "registry entry Validators",
                "facet",
                "delegatecall",
                "0x12345678",
                "setFoo(uint256)",
                "MINTER_ROLE",
                "pending admin"),
            Arbitraries.strings().ascii().ofMaxLength(12));
    Arbitrary<Optional<Token>> tokens =
        Arbitraries.of(
            Optional.empty(),
            Optional.of(Token.NATIVE),
            Optional.of(new Token(Optional.of(CONTRACT), Optional.of("USDC"), OptionalInt.of(6))));
    Arbitrary<String> values =
        Arbitraries.of("", "", "7", "further", ALICE.hex(), StateDifference.EXPLAINED);
    Arbitrary<BigInteger> amounts =
        Arbitraries.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.TEN, Unlimited.MOST);
    return Combinators.combine(
            Arbitraries.of(Effect.Kind.class),
            somebody,
            somebody,
            tokens,
            amounts,
            subjects,
            values,
            values)
        .as(
            (kind, from, to, token, amount, subject, value, previous) ->
                new Effect(kind, CONTRACT, from, to, token, amount, subject, value, previous));
  }

  @Test
  void whatFitsNoChangeIsUnexplained() {
    for (Effect effect :
        List.of(
            effect(Effect.Kind.TRANSFER, "a gift"),
            effect(Effect.Kind.TRANSFER, "token id 007"),
            effect(Effect.Kind.UNKNOWN_CALL, "harmless"),
            new Effect(
                Effect.Kind.UPGRADE,
                CONTRACT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BigInteger.ZERO,
                "",
                ""),
            new Effect(
                Effect.Kind.PARAMETER,
                CONTRACT,
                Optional.empty(),
                Optional.of(ALICE),
                Optional.empty(),
                BigInteger.ONE,
                "fee",
                "1"))) {
      assertThat(FlatEffects.read(effect))
          .isEqualTo(new Change.Unexplained(CONTRACT, new Reason.Unread(effect)));
    }
  }

  @Test
  void termsAreToldApart() {
    assertThat(Terms.of("")).isEqualTo(new Terms.Ordinary());
    assertThat(Terms.of("every collectible")).isEqualTo(new Terms.EveryCollectible());
    assertThat(Terms.of("token id 12")).isEqualTo(new Terms.OneCollectible(BigInteger.valueOf(12)));
    assertThat(Terms.of("stream from 2024-04-08 00:00 UTC to 2026-04-08 06:30:05 UTC"))
        .isEqualTo(
            new Terms.Stream(
                LocalDateTime.of(2024, 4, 8, 0, 0), LocalDateTime.of(2026, 4, 8, 6, 30, 5)));
    assertThat(Terms.of("reward token, per block")).isInstanceOf(Terms.Flow.class);
    assertThat(Terms.of("stream over 60 seconds from its execution"))
        .isInstanceOf(Terms.Flow.class);
    assertThat(Terms.of("spending limit")).isInstanceOf(Terms.Other.class);
    // A stream that ends before it begins is told in its words, and compared with none.
    assertThat(Terms.of("stream from 2026-04-08 00:00 UTC to 2024-04-08 00:00 UTC"))
        .isInstanceOf(Terms.Flow.class);
  }

  @Test
  void anAmountIsUnlimitedWhereNoTokenHasIt() {
    assertThat(Unlimited.isReached(Unlimited.MOST)).isTrue();
    assertThat(Unlimited.isReached(BigInteger.TWO.pow(96).subtract(BigInteger.ONE))).isTrue();
    assertThat(Unlimited.isReached(BigInteger.TWO.pow(130))).isTrue();
    assertThat(Unlimited.isReached(BigInteger.TWO.pow(128).subtract(BigInteger.TWO))).isFalse();
    assertThat(Unlimited.isReached(BigInteger.valueOf(0xff))).isFalse();
    assertThat(Unlimited.isReached(BigInteger.ZERO)).isFalse();
  }
}
