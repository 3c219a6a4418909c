package org.prytany.governance.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * The invariant: value that leaves any account of the DAO is in what is listed or in what is not;
 * what moves between holders, and what comes home, is in neither.
 */
class OutflowTest {
  private static final Address TOKEN = account(0x70);
  private static final Address OTHER_TOKEN = account(0x71);
  private static final Address TREASURY = account(1);
  private static final Address SAFE = account(2);
  private static final Address UNLISTED = account(3);
  private static final Address ALICE = account(4);
  private static final Address POOL = account(5);
  private static final Dao DAO =
      Dao.onlyRead("demo", "Demo", 1, account(9), TREASURY).withFunds(Set.of(SAFE));

  private static Address account(int n) {
    return new Address("0x" + String.format("%02x", n).repeat(20));
  }

  private static Effect moved(Address token, Address from, Address to, long amount) {
    return flat(Effect.Kind.TRANSFER, token, Optional.of(from), Optional.of(to), amount, "", "");
  }

  private static Effect flat(
      Effect.Kind kind,
      Address token,
      Optional<Address> from,
      Optional<Address> to,
      long amount,
      String subject,
      String chain) {
    return new Effect(
        kind,
        token,
        from,
        to,
        Optional.empty(),
        BigInteger.valueOf(amount),
        subject,
        "",
        "",
        chain);
  }

  private static Outflow of(Effect... effects) {
    return Outflow.of(DAO, FlatEffects.read(List.of(effects)));
  }

  private static long sum(List<Outflow.Out> outs) {
    return outs.stream().mapToLong(out -> out.amount().longValueExact()).sum();
  }

  @Test
  void eachHolderPaysAndTheSumLeaves() {
    Outflow outflow = of(moved(TOKEN, TREASURY, ALICE, 10), moved(TOKEN, SAFE, ALICE, 20));

    assertThat(sum(outflow.listed())).isEqualTo(30);
    assertThat(outflow.unlisted()).isEmpty();
  }

  @Test
  void aMoveBetweenHoldersCountsOnlyOnceItGoesOn() {
    assertThat(of(moved(TOKEN, TREASURY, SAFE, 10)).all()).isEmpty();
    assertThat(sum(of(moved(TOKEN, TREASURY, SAFE, 10), moved(TOKEN, SAFE, ALICE, 10)).listed()))
        .isEqualTo(10);
  }

  /** Invariant: nothing that other people's code does in a simulation makes what leaves smaller. */
  @Test
  void whatSomebodyGivesBackMakesNothingSmaller() {
    for (Address back : List.of(SAFE, TREASURY)) {
      Outflow outflow = of(moved(TOKEN, TREASURY, POOL, 100), moved(TOKEN, POOL, back, 60));

      assertThat(sum(outflow.listed())).isEqualTo(100);
      assertThat(outflow.unlisted()).isEmpty();
    }
    // Nor does what comes from others, or another asset.
    assertThat(sum(of(moved(TOKEN, TREASURY, POOL, 100), moved(TOKEN, ALICE, SAFE, 60)).listed()))
        .isEqualTo(100);
    assertThat(
            sum(of(moved(TOKEN, TREASURY, POOL, 100), moved(OTHER_TOKEN, POOL, SAFE, 60)).listed()))
        .isEqualTo(100);
  }

  @Test
  void whatAnUnlistedAccountGetsBackMakesItsLossNoSmaller() {
    Outflow round = of(moved(TOKEN, UNLISTED, POOL, 90), moved(TOKEN, POOL, UNLISTED, 90));
    Outflow longer =
        of(
            moved(TOKEN, UNLISTED, POOL, 90),
            moved(TOKEN, POOL, ALICE, 90),
            moved(TOKEN, ALICE, UNLISTED, 90));

    assertThat(sum(round.unlisted())).isEqualTo(90);
    assertThat(sum(longer.unlisted())).isEqualTo(90);
  }

  @Test
  void whatGoesThroughManyHandsCountsOnceWhereItLeft() {
    Outflow outflow =
        of(
            moved(TOKEN, POOL, ALICE, 100),
            moved(TOKEN, UNLISTED, POOL, 100),
            moved(TOKEN, TREASURY, UNLISTED, 100));

    assertThat(sum(outflow.listed())).isEqualTo(100);
    assertThat(outflow.unlisted()).isEmpty();
  }

  private static Effect unknown(String words) {
    return flat(Effect.Kind.UNKNOWN_CALL, POOL, Optional.empty(), Optional.empty(), 0, words, "");
  }

  private static Effect allowed(Address to, String terms) {
    return flat(Effect.Kind.ALLOWANCE, TOKEN, Optional.of(SAFE), Optional.of(to), 7, terms, "");
  }

  /** Invariant: where nobody can say how much may leave, that is said. */
  @Test
  void whatNobodyCanCountIsSaidNotToBeKnown() {
    assertThat(of(unknown("delegatecall")).unknown()).hasSize(1);
    assertThat(of(unknown("more calls than are looked at()")).unknown()).hasSize(1);
    assertThat(
            of(flat(Effect.Kind.DESTRUCTION, POOL, Optional.empty(), Optional.empty(), 0, "", ""))
                .unknown())
        .hasSize(1);
    assertThat(of(allowed(ALICE, "per second, until it is stopped")).unknown()).hasSize(1);
    assertThat(of(allowed(ALICE, "spending limit, again every 1,440 minutes (0: once)")).unknown())
        .hasSize(1);
  }

  @Test
  void whatCanBeCountedIsNotSaidToBeUnknown() {
    assertThat(of(allowed(ALICE, "")).unknown()).isEmpty();
    assertThat(of(allowed(ALICE, "spending limit, again every 0 minutes (0: once)")).unknown())
        .isEmpty();
    assertThat(of(allowed(TREASURY, "per second, until it is stopped")).unknown()).isEmpty();
    assertThat(
            of(allowed(ALICE, "stream from 2024-04-08 00:00 UTC to 2026-04-08 00:00 UTC"))
                .unknown())
        .isEmpty();
  }

  /**
   * Invariant: who may come to move what a holder has, if only for a moment, is said, since no
   * amount bounds it.
   */
  @Test
  void powerOverAHolderIsSaid() {
    for (Address holder : List.of(TREASURY, SAFE, account(9))) {
      for (Effect.Kind kind :
          List.of(
              Effect.Kind.ROLE_GRANTED,
              Effect.Kind.ROLE_REVOKED,
              Effect.Kind.OWNERSHIP,
              Effect.Kind.UPGRADE,
              Effect.Kind.CONTROL)) {
        Effect to = flat(kind, holder, Optional.empty(), Optional.of(ALICE), 0, "some", "");
        assertThat(of(to).power()).as(kind + " over " + holder).hasSize(1);
        assertThat(of(to).uncountable()).hasSize(1);
      }
    }
  }

  @Test
  void powerOverSomethingElseIsNone() {
    Effect role =
        flat(Effect.Kind.ROLE_GRANTED, TOKEN, Optional.empty(), Optional.of(ALICE), 0, "some", "");
    Effect setting =
        flat(Effect.Kind.PARAMETER, SAFE, Optional.empty(), Optional.empty(), 0, "some", "");

    assertThat(of(role, setting, moved(TOKEN, SAFE, ALICE, 7)).uncountable()).isEmpty();
  }

  @Test
  void whatIsPassedOnCountsWhereItLeftAndNotAgain() {
    Outflow outflow = of(moved(TOKEN, TREASURY, POOL, 100), moved(TOKEN, POOL, ALICE, 100));

    assertThat(sum(outflow.listed())).isEqualTo(100);
    assertThat(outflow.unlisted()).isEmpty();
  }

  @Test
  void aSmallPaymentDoesNotHideWhatAnUnlistedAccountLoses() {
    Outflow outflow = of(moved(TOKEN, TREASURY, UNLISTED, 1), moved(TOKEN, UNLISTED, ALICE, 90));

    assertThat(sum(outflow.listed())).isEqualTo(1);
    assertThat(sum(outflow.unlisted())).isEqualTo(89);
    assertThat(outflow.unlisted().getFirst().from()).isEqualTo(UNLISTED);
  }

  @Test
  void aSwapIsWhatTheHolderPaysAndNotWhatItGets() {
    Outflow outflow = of(moved(TOKEN, SAFE, POOL, 100), moved(OTHER_TOKEN, POOL, SAFE, 5));

    assertThat(sum(outflow.listed())).isEqualTo(100);
    assertThat(outflow.unlisted()).isEmpty();
  }

  @Test
  void whatIsLostToNobodyHasLeft() {
    Effect gone = flat(Effect.Kind.TRANSFER, TOKEN, Optional.of(SAFE), Optional.empty(), 7, "", "");

    assertThat(sum(of(gone).listed())).isEqualTo(7);
  }

  @Test
  void anAddressElsewhereIsNobodysWeKnow() {
    Effect elsewhere =
        flat(
            Effect.Kind.TRANSFER,
            TOKEN,
            Optional.of(TREASURY),
            Optional.of(SAFE),
            7,
            "",
            "Arbitrum One");

    assertThat(of(elsewhere).listed()).isEmpty();
    assertThat(sum(of(elsewhere).unlisted())).isEqualTo(7);
  }

  @Test
  void whatABridgeCarriesAwayHasLeftWhoeverGetsIt() {
    for (Address to : List.of(ALICE, TREASURY)) {
      Effect carried =
          flat(
              Effect.Kind.TRANSFER,
              TOKEN,
              Optional.of(SAFE),
              Optional.of(to),
              7,
              Effect.CARRIED,
              "Arbitrum One");

      assertThat(sum(of(carried).listed())).isEqualTo(7);
    }
  }

  @Test
  void aTransferInWordsThatNobodyReadsCountsAllTheSame() {
    Effect odd =
        flat(
            Effect.Kind.TRANSFER,
            TOKEN,
            Optional.of(SAFE),
            Optional.of(ALICE),
            7,
            "in other words",
            "");

    assertThat(sum(of(odd).listed())).isEqualTo(7);
  }

  @Test
  void whoMayTakeIsCountedUnlessItIsAHolder() {
    Effect allowed =
        flat(Effect.Kind.ALLOWANCE, TOKEN, Optional.of(SAFE), Optional.of(ALICE), 7, "", "");
    Effect own =
        flat(Effect.Kind.ALLOWANCE, TOKEN, Optional.of(SAFE), Optional.of(TREASURY), 7, "", "");

    assertThat(sum(of(allowed).allowed())).isEqualTo(7);
    assertThat(of(own).all()).isEmpty();
  }
}
