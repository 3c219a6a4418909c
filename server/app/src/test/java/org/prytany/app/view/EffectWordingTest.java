package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.effects.Unlimited;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

class EffectWordingTest {

  private static final Address CONTRACT = new Address("0x00000000000000000000000000000000000000aa");
  private static final Address ALICE = new Address("0x00000000000000000000000000000000000000bb");
  private static final EffectWording WORDING =
      new EffectWording(Map.of(CONTRACT, "Timelock", ALICE, "Alice"));
  private static final String TIMELOCK = "Timelock (0x00000000000000000000000000000000000000AA)";

  private static String control(String name, String value, String previous) {
    return WORDING.line(new Change.Control(CONTRACT, name, value, previous));
  }

  private static String parameter(String name, String value, String previous) {
    return WORDING.line(new Change.Setting(CONTRACT, name, value, previous));
  }

  private static Change allowed(BigInteger amount, String terms) {
    return new Change.Allowance(
        CONTRACT,
        Optional.of(CONTRACT),
        Optional.of(ALICE),
        Optional.of(new Token(Optional.of(CONTRACT), Optional.of("GHO"), OptionalInt.of(18))),
        amount,
        Terms.of(terms));
  }

  private static Change owner(String place) {
    return new Change.Owner(
        CONTRACT,
        Optional.of(CONTRACT),
        Optional.of(ALICE),
        Optional.of(place).filter(some -> !some.isEmpty()));
  }

  private static Change unexplained(Reason reason) {
    return new Change.Unexplained(CONTRACT, reason);
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
    assertThat(control("guard", ALICE.hex(), Address.ZERO.hex()))
        .isEqualTo(
            "Changes how "
                + TIMELOCK
                + " is controlled: sets guard from 0x0000000000000000000000000000000000000000"
                + " to Alice (0x00000000000000000000000000000000000000bb).");
  }

  @Test
  void whatSomebodyMayDrawIsToldWithItsTerms() {
    String line = WORDING.line(allowed(BigInteger.TEN.pow(18).shiftLeft(1), "stream from 1 to 2"));

    assertThat(line)
        .startsWith("Lets Alice")
        .contains("spend 2 GHO")
        .endsWith("(stream from 1 to 2).");
  }

  @Test
  void anOwnerOfAPartIsNotCalledOwnerOfTheWhole() {
    assertThat(WORDING.line(owner("pending admin"))).contains("the pending admin of " + TIMELOCK);
    assertThat(WORDING.line(owner(""))).contains("the owner of " + TIMELOCK);
    assertThat(WORDING.line(new Change.Code(CONTRACT, ALICE, new Place.Named("price oracle"))))
        .startsWith("Replaces the contract for price oracle of " + TIMELOCK);
  }

  @Test
  void whatNobodyKnowsIsSaidInItsOwnWay() {
    assertThat(WORDING.line(unexplained(new Reason.Lent()))).contains("Lends its whole authority");
    assertThat(WORDING.line(unexplained(new Reason.NamedOnly("setFoo(uint256)"))))
        .contains("known by its name only");
    assertThat(WORDING.line(unexplained(new Reason.Undecoded(Optional.of("0x12345678")))))
        .contains("could not be decoded");
    assertThat(WORDING.line(new Change.Ended(CONTRACT, Optional.of(ALICE))))
        .startsWith("Ends the code of ")
        .contains("its coin goes to Alice");
  }

  @Test
  void anAllowanceThatNoTokenHasIsNoNumber() {
    assertThat(WORDING.line(allowed(BigInteger.TWO.pow(96).subtract(BigInteger.ONE), "")))
        .contains("spend a practically unlimited amount of GHO of Timelock");
    assertThat(WORDING.line(allowed(Unlimited.MOST, "")))
        .contains("spend an unlimited amount of GHO of Timelock");
  }

  @Test
  void everyKindHasABriefFormAsWell() {
    for (Effect.Kind kind : Effect.Kind.values()) {
      Effect effect =
          new Effect(
              kind,
              CONTRACT,
              Optional.of(CONTRACT),
              Optional.of(ALICE),
              Optional.empty(),
              BigInteger.ONE,
              "",
              "");
      assertThat(WORDING.brief(List.of(FlatEffects.read(effect)), CONTRACT)).isNotBlank();
      assertThat(WORDING.line(FlatEffects.read(effect))).isNotBlank();
    }
  }
}
