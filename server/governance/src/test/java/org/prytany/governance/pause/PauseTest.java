package org.prytany.governance.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.world.World.TREASURER_A;
import static org.prytany.governance.world.World.TREASURER_B;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;

class PauseTest {

  private final World world = new World();
  private final PauseService pauses = new PauseService(world.journal, world.audit);

  private PauseOrder pause(PauseScope scope, Address who) {
    return signed(
        pauses.prepare(world.dao, PauseOrder.Kind.PAUSE, scope, List.of(), "strange mail", who));
  }

  private PauseOrder resume(Address who) {
    return signed(
        pauses.prepare(world.dao, PauseOrder.Kind.RESUME, PauseScope.ALL, List.of(), "", who));
  }

  private static PauseOrder signed(PauseOrder order) {
    return order.signed(order.treasurer().hex() + TypedData.hex(order.data().digest()));
  }

  private PauseState submit(PauseOrder order) {
    return pauses.submit(world.dao, order);
  }

  private void refused(PauseOrder order, String why) {
    assertThatThrownBy(() -> submit(order))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.APPROVAL_REFUSED))
        .hasMessageContaining(why);
  }

  private boolean stopped(ActKind kind) {
    return world.journal.stopping(world.dao, kind).isPresent();
  }

  private void treasurers(int threshold, Address... who) {
    Dao dao = world.dao;
    world.dao =
        new Dao(
            dao.id(),
            dao.name(),
            dao.chainId(),
            dao.governor(),
            dao.treasury(),
            0,
            dao.voter(),
            dao.executor(),
            Set.of(who),
            threshold,
            Set.of(),
            Map.of());
    world.restart();
  }

  @Test
  void oneTreasurerPausesOneKindAndTheOthersGoOn() {
    submit(pause(PauseScope.PAYOUTS, TREASURER_A));

    assertThat(stopped(ActKind.EXECUTE)).isTrue();
    assertThat(stopped(ActKind.VOTE)).isFalse();
    assertThat(stopped(ActKind.QUEUE)).isFalse();
    assertThat(world.journal.stopping(world.dao, ActKind.EXECUTE))
        .hasValueSatisfying(
            pause -> {
              assertThat(pause.by()).isEqualTo(TREASURER_A);
              assertThat(pause.reason()).isEqualTo("strange mail");
            });
    assertThat(world.store.audit.acts()).contains("treasurer.pause");
  }

  @Test
  void pausingAllStopsEveryKind() {
    submit(pause(PauseScope.ALL, TREASURER_A));

    for (ActKind kind : ActKind.values()) {
      assertThat(stopped(kind)).as(kind.name()).isTrue();
    }
  }

  @Test
  void itGoesOnOnlyWhenAsManySignedAsHaveToApproveAPayout() {
    submit(pause(PauseScope.VOTES, TREASURER_A));

    PauseState one = submit(resume(TREASURER_A));
    assertThat(one.inForce()).hasSize(1);
    assertThat(one.inForce().getFirst().resumedBy()).containsExactly(TREASURER_A);
    submit(resume(TREASURER_A));
    assertThat(stopped(ActKind.VOTE)).isTrue();

    assertThat(submit(resume(TREASURER_B)).inForce()).isEmpty();
    assertThat(stopped(ActKind.VOTE)).isFalse();
  }

  @Test
  void aResumptionThatWasSignedBeforeAPauseDoesNotEndIt() {
    submit(pause(PauseScope.VOTES, TREASURER_A));
    submit(resume(TREASURER_A));
    PauseOrder held = resume(TREASURER_B);
    submit(pause(PauseScope.ALL, TREASURER_A));

    submit(held);

    assertThat(stopped(ActKind.VOTE)).isTrue();
    assertThat(pauses.state(world.dao).inForce()).hasSize(1);
  }

  @Test
  void aPauseStandsWhenItsAuthorIsATreasurerNoMore() {
    submit(pause(PauseScope.ALL, TREASURER_A));
    treasurers(1, TREASURER_B);

    assertThat(stopped(ActKind.EXECUTE)).isTrue();
    assertThat(submit(resume(TREASURER_B)).inForce()).isEmpty();
  }

  @Test
  void aResumptionBySomebodyWhoWasRemovedMeanwhileCountsNoMore() {
    Address c = World.address(0x23);
    treasurers(2, TREASURER_A, TREASURER_B, c);
    submit(pause(PauseScope.ALL, TREASURER_A));
    submit(resume(TREASURER_B));
    treasurers(2, TREASURER_A, c);
    treasurers(2, TREASURER_A, TREASURER_B, c);

    submit(resume(c));

    assertThat(stopped(ActKind.EXECUTE)).isTrue();
    submit(resume(TREASURER_B));
    assertThat(stopped(ActKind.EXECUTE)).isFalse();
  }

  @Test
  void aResumptionThatWasCompleteHasEndedThePauseForGood() {
    Address c = World.address(0x23);
    submit(pause(PauseScope.ALL, TREASURER_A));
    submit(resume(TREASURER_A));
    assertThat(submit(resume(TREASURER_B)).inForce()).isEmpty();

    treasurers(2, TREASURER_A, c);
    assertThat(stopped(ActKind.EXECUTE)).as("one of them was removed").isFalse();
    treasurers(1, c);
    assertThat(stopped(ActKind.EXECUTE)).as("both were removed").isFalse();
    treasurers(3, TREASURER_A, TREASURER_B, c);
    assertThat(stopped(ActKind.EXECUTE)).as("more are needed now").isFalse();
    assertThat(pauses.state(world.dao).inForce()).isEmpty();
  }

  @Test
  void noEditOfTheListEndsAPauseBySignaturesThatWereTooFew() {
    Address c = World.address(0x23);
    treasurers(3, TREASURER_A, TREASURER_B, c);
    submit(pause(PauseScope.ALL, TREASURER_A));
    submit(resume(TREASURER_B));
    submit(resume(c));

    for (int threshold = 2; threshold > 0; threshold--) {
      treasurers(threshold, TREASURER_A, TREASURER_B, c);
      assertThat(stopped(ActKind.EXECUTE)).as("threshold " + threshold).isTrue();
    }
    treasurers(1, TREASURER_B);
    assertThat(stopped(ActKind.EXECUTE)).as("all others were removed").isTrue();
    treasurers(1, c);
    treasurers(1, TREASURER_B, c);
    assertThat(stopped(ActKind.EXECUTE)).as("they were listed again").isTrue();

    assertThat(submit(resume(TREASURER_B)).inForce()).as("a new signature ends it").isEmpty();
  }

  @Test
  void ordersOfStrangersReplaysAndLowerCountersAreRefused() {
    PauseOrder order = pause(PauseScope.VOTES, TREASURER_A);
    refused(pause(PauseScope.VOTES, World.STRANGER), "not a configured treasurer");
    refused(order.signed(TREASURER_B.hex()), "not signed by");
    submit(order);
    refused(order, "is over");
    refused(pause(PauseScope.VOTES, TREASURER_A), "in force already");
    refused(
        signed(
            pauses.prepare(
                world.dao,
                PauseOrder.Kind.RESUME,
                PauseScope.ALL,
                List.of("pause 9 of all by nobody"),
                "",
                TREASURER_A)),
        "No pause is in force");
  }

  @Test
  void pausesAndStatementsShareOneCounter() {
    submit(pause(PauseScope.VOTES, TREASURER_A));
    var content = world.digested(1, "Text");

    assertThat(
            world
                .statement(
                    content,
                    org.prytany.governance.statement.TreasurerStatement.Kind.APPROVE,
                    TREASURER_A,
                    "")
                .counter())
        .isEqualTo(2);
  }
}
