package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

class EffectWordingTest {

  private static final Address CONTRACT = new Address("0x00000000000000000000000000000000000000aa");
  private static final Address ALICE = new Address("0x00000000000000000000000000000000000000bb");
  private static final EffectWording WORDING =
      new EffectWording(Map.of(CONTRACT, "Timelock", ALICE, "Alice"));
  private static final String TIMELOCK = "Timelock (0x00000000000000000000000000000000000000AA)";

  private static Effect setting(Effect.Kind kind, String name, String value, String previous) {
    return new Effect(
        kind,
        CONTRACT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        BigInteger.ZERO,
        name,
        value,
        previous);
  }

  private static String parameter(String name, String value, String previous) {
    return WORDING.line(setting(Effect.Kind.PARAMETER, name, value, previous));
  }

  private static Effect given(Effect.Kind kind, String subject, BigInteger amount) {
    return new Effect(
        kind,
        CONTRACT,
        Optional.of(CONTRACT),
        Optional.of(ALICE),
        Optional.of(new Token(Optional.of(CONTRACT), Optional.of("GHO"), OptionalInt.of(18))),
        amount,
        subject,
        "");
  }

  @Test
  void aSettingIsToldFromWhatItWasToWhatItBecomes() {
    assertThat(parameter("minDelay", "172800", "86400"))
        .isEqualTo("Sets minDelay of " + TIMELOCK + " from 1 day to 2 days.");
    assertThat(parameter("votingPeriod", "432000", "45818"))
        .contains("from 45,818 (12 hours 43 minutes 38 seconds if its clock counts seconds)")
        .endsWith("to 432,000 (5 days if its clock counts seconds).");
    assertThat(parameter("quorumNumerator", "12", "")).endsWith(" to 12.");
    assertThat(parameter("quorumNumerator", "12", "12")).endsWith(" to 12, as it is already.");
    assertThat(parameter("paused", "true", "false")).endsWith(" from false to true.");
  }

  @Test
  void anAccountInASettingIsNamed() {
    assertThat(WORDING.line(setting(Effect.Kind.CONTROL, "guard", ALICE.hex(), Address.ZERO.hex())))
        .isEqualTo(
            "Changes how "
                + TIMELOCK
                + " is controlled: sets guard from 0x0000000000000000000000000000000000000000"
                + " to Alice (0x00000000000000000000000000000000000000bb).");
  }

  @Test
  void whatSomebodyMayDrawIsToldWithItsTerms() {
    String line =
        WORDING.line(
            given(
                Effect.Kind.ALLOWANCE, "stream from 1 to 2", BigInteger.TEN.pow(18).shiftLeft(1)));

    assertThat(line)
        .startsWith("Lets Alice")
        .contains("spend 2 GHO")
        .endsWith("(stream from 1 to 2).");
  }

  @Test
  void anOwnerOfAPartIsNotCalledOwnerOfTheWhole() {
    assertThat(WORDING.line(given(Effect.Kind.OWNERSHIP, "pending admin", BigInteger.ZERO)))
        .contains("the pending admin of " + TIMELOCK);
    assertThat(WORDING.line(given(Effect.Kind.OWNERSHIP, "", BigInteger.ZERO)))
        .contains("the owner of " + TIMELOCK);
    assertThat(WORDING.line(given(Effect.Kind.UPGRADE, "price oracle", BigInteger.ZERO)))
        .startsWith("Replaces the contract for price oracle of " + TIMELOCK);
  }

  @Test
  void whatNobodyKnowsIsSaidInItsOwnWay() {
    assertThat(WORDING.line(given(Effect.Kind.UNKNOWN_CALL, "delegatecall", BigInteger.ZERO)))
        .contains("Lends its whole authority");
    assertThat(WORDING.line(given(Effect.Kind.UNKNOWN_CALL, "setFoo(uint256)", BigInteger.ZERO)))
        .contains("known by its name only");
    assertThat(WORDING.line(given(Effect.Kind.UNKNOWN_CALL, "0x12345678", BigInteger.ZERO)))
        .contains("could not be decoded");
    assertThat(WORDING.line(given(Effect.Kind.DESTRUCTION, "", BigInteger.ZERO)))
        .startsWith("Ends the code of ")
        .contains("its coin goes to Alice");
  }

  @Test
  void everyKindHasABriefFormAsWell() {
    for (Effect.Kind kind : Effect.Kind.values()) {
      assertThat(WORDING.brief(List.of(given(kind, "", BigInteger.ONE)), CONTRACT)).isNotBlank();
    }
  }
}
