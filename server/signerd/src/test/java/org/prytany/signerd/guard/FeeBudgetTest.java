package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.EXECUTE;
import static org.prytany.governance.act.ActKind.QUEUE;
import static org.prytany.governance.act.ActKind.VOTE;
import static org.prytany.signerd.guard.GuardWorld.GWEI;
import static org.prytany.signerd.guard.GuardWorld.content;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.spi.Address;

/** A day may cost as much as eight transactions of the usual price. */
class FeeBudgetTest {

  private static final BigInteger ONE = GWEI.multiply(BigInteger.valueOf(300_000));
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  GuardWorld world;
  private int asked;

  @BeforeEach
  void world() {
    world = new GuardWorld(folder);
    world.dayFees = ONE.multiply(BigInteger.valueOf(8));
    world.start(false);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void votesAndPaymentsLeaveSomethingForTakingBack() {
    assertThat(signedUntilRefused(VOTE)).isEqualTo(6);
    assertThat(signedUntilRefused(QUEUE)).isEqualTo(4);
  }

  @Test
  void aFormThatPaysMoreCountsInsteadOfTheOneBefore() {
    world.ready(VOTE);
    SigningRequest request = request(VOTE);
    world.guard.sign(request);
    for (int times = 2; times <= 6; times++) {
      world.guard.sign(again(request, times));
    }
    assertThatThrownBy(() -> world.guard.sign(again(request, 7)))
        .hasMessageContaining("prytany.signer.daily-fee-wei");
    assertThat(world.guard.sign(request).fees().most())
        .isEqualTo(GWEI.multiply(BigInteger.valueOf(6)));
  }

  @Test
  void takingBackMayUseAllOfTheDayAndNoMore() {
    world.ready(VOTE);
    SigningRequest first = request(VOTE);
    world.guard.sign(first);
    signedUntilRefused(VOTE);
    Act act = GuardWorld.act(first);
    // A transfer needs 21,000 gas: dearer by the gas, it costs no more than the vote would have.
    world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(3)));
    BigInteger most = GWEI.multiply(BigInteger.valueOf(300 * 3 / 21));
    world.guard.cancel(act, GuardWorld.giveUp(act, most));
    assertThatThrownBy(
            () -> world.guard.cancel(act, GuardWorld.giveUp(act, most.add(GWEI.shiftLeft(2)))))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.FEE_TOO_HIGH));
  }

  @Test
  void whatWasSeenMinedCountsForADayAndWhatWasNotForLonger() {
    world.ready(VOTE);
    for (int i = 0; i < 6; i++) {
      Act.Submission signed = world.guard.sign(request(VOTE));
      if (i < 2) {
        world.chain.mined.add(signed.transactionHash());
        world.chain.count = signed.nonce() + 1;
      }
    }
    tooDear(request(VOTE));
    world.pass(DAY.minusSeconds(1));
    tooDear(request(VOTE));
    world.pass(Duration.ofSeconds(1));
    world.start(false);
    assertThat(signedUntilRefused(VOTE)).isEqualTo(2);
    world.now = world.now.plus(DAY.multipliedBy(5));
    tooDear(request(VOTE));
  }

  @Test
  void whatWentToAForeignTransactionCostsNothingOnceThatIsDeep() {
    world.ready(VOTE);
    signedUntilRefused(VOTE);
    world.chain.count = 9;
    tooDear(request(VOTE));
    world.pass(Depth.DEEP);
    assertThat(signedUntilRefused(VOTE)).isEqualTo(2);
  }

  @Test
  void aDearFormThatACheapOneReplacedCountsUntilThatIsDeep() {
    world.ready(VOTE);
    for (int i = 0; i < 2; i++) {
      SigningRequest request = request(VOTE);
      world.guard.sign(request);
      Act act = GuardWorld.act(request);
      Act.Submission back = world.guard.cancel(act, GuardWorld.giveUp(act, GWEI));
      world.chain.mined.add(back.transactionHash());
      world.chain.count = back.nonce() + 1;
    }
    assertThat(signedUntilRefused(VOTE)).isEqualTo(4);
    tooDear(request(VOTE));
    world.pass(Depth.DEEP);
    assertThat(signedUntilRefused(VOTE)).isPositive();
  }

  @Test
  void aClockThatWentAheadAndBackForgetsNoFees() {
    world.ready(VOTE);
    for (int i = 0; i < 6; i++) {
      mined(world.guard.sign(request(VOTE)));
    }
    tooDear(request(VOTE));
    world.deep();
    for (int i = 0; i < 3; i++) {
      world.now = world.now.plus(DAY.multipliedBy(2));
      mined(world.guard.sign(request(VOTE)));
      world.now = world.now.minus(DAY.multipliedBy(2));
      tooDear(request(VOTE));
      world.start(false);
      tooDear(request(VOTE));
    }
  }

  private void mined(Act.Submission signed) {
    world.chain.mined.add(signed.transactionHash());
    world.chain.count = signed.nonce() + 1;
  }

  @Test
  void whatAddsNothingIsNotRefused() {
    world.dao = GuardWorld.dao("demo", GuardWorld.VOTER, GuardWorld.VOTER);
    world.start(false);
    world.ready(QUEUE);
    SigningRequest queue = world.request(QUEUE, GuardWorld.VOTER, proposal(), GWEI);
    Act.Submission signed = world.guard.sign(queue);
    assertThat(signedUntilRefused(VOTE)).isEqualTo(5);
    world.ready(QUEUE);
    assertThat(world.guard.sign(queue)).isEqualTo(signed);
  }

  @Test
  void whatIsSentOutAgainGrowsTheJournalNoMore() {
    world.ready(VOTE);
    SigningRequest request = request(VOTE);
    world.guard.sign(request);
    Act act = GuardWorld.act(request);
    Act.Submission back = world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1)));
    long size = world.journalSize();
    assertThat(world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1)))).isEqualTo(back);
    assertThat(world.journalSize()).isEqualTo(size);
  }

  @Test
  void accountsDoNotPayForEachOther() {
    signedUntilRefused(VOTE);
    Proposal approved = proposal();
    world.approve(approved);
    world.ready(EXECUTE);
    assertThat(world.guard.sign(world.request(EXECUTE, approved)).nonce()).isEqualTo(7);
  }

  private int signedUntilRefused(ActKind kind) {
    world.ready(kind);
    for (int signed = 0; ; signed++) {
      SigningRequest request = request(kind);
      try {
        world.guard.sign(request);
      } catch (PrytanyException e) {
        assertThat(e.code()).isEqualTo(FailureCode.FEE_TOO_HIGH);
        return signed;
      }
    }
  }

  private void tooDear(SigningRequest request) {
    assertThatThrownBy(() -> world.guard.sign(request))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.FEE_TOO_HIGH))
        .hasMessageContaining("within a day");
  }

  private SigningRequest again(SigningRequest request, int times) {
    return world.request(
        request.kind(), request.proposal(), GWEI.multiply(BigInteger.valueOf(times)));
  }

  private SigningRequest request(ActKind kind) {
    return world.request(kind, proposal());
  }

  private Proposal proposal() {
    asked++;
    return world.honest(content("# Number " + asked, new Address("0x" + "11".repeat(20))));
  }
}
