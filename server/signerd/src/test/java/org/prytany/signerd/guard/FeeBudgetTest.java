package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.EXECUTE;
import static org.prytany.governance.act.ActKind.QUEUE;
import static org.prytany.governance.act.ActKind.VOTE;
import static org.prytany.signerd.guard.GuardWorld.EXECUTOR;
import static org.prytany.signerd.guard.GuardWorld.GWEI;
import static org.prytany.signerd.guard.GuardWorld.VOTER;
import static org.prytany.signerd.guard.GuardWorld.content;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;

/** A day may cost as much as eight transactions, each of which costs the most that one may. */
class FeeBudgetTest {

  private static final BigInteger ONE = GWEI.multiply(BigInteger.valueOf(300_000));
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  GuardWorld world;
  private int asked;

  @BeforeEach
  void world() {
    world = new GuardWorld(folder);
    limits(ONE, 8);
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

  private void limits(BigInteger one, int day) {
    world.mostFee = one;
    world.dayFees = ONE.multiply(BigInteger.valueOf(day));
    world.start(false);
  }

  /** The smallest day that the configuration takes, and acts that cost next to nothing. */
  private void cheapActs() {
    limits(ONE.multiply(BigInteger.TEN), 40);
  }

  @Test
  void whateverIsOpenCanBeTakenBackAtTheLimitWithinTheDay() {
    cheapActs();
    List<SigningRequest> open = new ArrayList<>();
    for (ActKind kind : List.of(QUEUE, VOTE)) {
      world.ready(kind);
      for (int i = 0; i < 30; i++) {
        SigningRequest request =
            world.request(kind, kind == VOTE ? VOTER : EXECUTOR, proposal(), GWEI);
        if (signed(request)) {
          open.add(request);
        }
      }
    }
    assertThat(open).hasSize(8);
    BigInteger most = world.mostFee.divide(BigInteger.valueOf(21_000));
    for (SigningRequest request : open) {
      Act act = GuardWorld.act(request);
      Act.Submission back = world.guard.cancel(act, GuardWorld.giveUp(act, most));
      assertThat(back.fees().most()).isEqualTo(most);
    }
  }

  @Test
  void aNonceThatIsMinedMakesRoomAgain() {
    cheapActs();
    for (int i = 0; i < 10; i++) {
      SigningRequest request = request(VOTE);
      world.ready(VOTE);
      mined(world.guard.sign(request));
    }
    assertThat(signedUntilRefused(VOTE)).isEqualTo(3);
  }

  @Test
  void whatAFalseCountLeftBehindStopsNoOtherAct() {
    cheapActs();
    world.chain.count = 107;
    assertThat(signedUntilRefused(VOTE)).isEqualTo(4);
    world.chain.count = 7;
    world.pass(SignedNonces.COUNT_HOLDS.plusMinutes(5));
    for (int i = 0; i < 3; i++) {
      Act.Submission honest = world.guard.sign(request(VOTE));
      assertThat(honest.nonce()).isEqualTo(7 + i);
      // One at a time: what was left behind may be mined too, if the account ever comes there.
      tooDear(request(VOTE));
      world.start(false);
      tooDear(request(VOTE));
      mined(honest);
    }
  }

  @Test
  void dearActsThatAFalseCountLeftBehindStopNoOtherEither() {
    world.chain.count = 107;
    assertThat(signedUntilRefused(VOTE)).isEqualTo(6);
    world.chain.count = 7;
    world.pass(SignedNonces.COUNT_HOLDS.plusMinutes(5));
    for (int i = 0; i < 6; i++) {
      mined(world.guard.sign(request(VOTE)));
    }
    // What the account has come to counts all the same.
    tooDear(request(VOTE));
  }

  @Test
  void whatAFalseCountLeftBehindCountsAsSoonAsTheAccountComesThere() {
    cheapActs();
    world.chain.count = 9;
    assertThat(signedUntilRefused(VOTE)).isEqualTo(4);
    world.chain.count = 7;
    world.pass(SignedNonces.COUNT_HOLDS.plusMinutes(5));
    mined(world.guard.sign(request(VOTE)));
    mined(world.guard.sign(request(VOTE)));
    assertThat(world.chain.count).isEqualTo(9);
    tooDear(request(VOTE));
  }

  @Test
  void whatIsTakenBackIsNotRefusedForWhatTheDayHasCost() {
    cheapActs();
    world.ready(VOTE);
    List<SigningRequest> open = new ArrayList<>();
    BigInteger most = world.mostFee.divide(BigInteger.valueOf(21_000));
    // A reorg brings back more nonces than there was room for.
    for (int i = 0; i < 8; i++) {
      SigningRequest request = request(VOTE);
      mined(world.guard.sign(request));
      open.add(request);
    }
    world.chain.mined.clear();
    world.chain.count = 7;
    world.guard.look();
    for (SigningRequest request : open) {
      Act act = GuardWorld.act(request);
      world.guard.cancel(act, GuardWorld.giveUp(act, most));
    }
    tooDear(request(VOTE));
  }

  private boolean signed(SigningRequest request) {
    try {
      world.guard.sign(request);
      return true;
    } catch (PrytanyException e) {
      assertThat(e.code()).isEqualTo(FailureCode.FEE_TOO_HIGH);
      return false;
    }
  }

  @Test
  void aFormThatPaysMoreCountsInsteadOfTheOneBefore() {
    limits(ONE.multiply(BigInteger.valueOf(8)), 8);
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
  void takingBackCostsAtMostWhatOneTransactionMay() {
    world.ready(VOTE);
    SigningRequest first = request(VOTE);
    world.guard.sign(first);
    signedUntilRefused(VOTE);
    Act act = GuardWorld.act(first);
    BigInteger most = ONE.divide(BigInteger.valueOf(21_000));
    world.guard.cancel(act, GuardWorld.giveUp(act, most));
    assertThatThrownBy(
            () -> world.guard.cancel(act, GuardWorld.giveUp(act, most.add(BigInteger.ONE))))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.FEE_TOO_HIGH));
  }

  @Test
  void moreGasDoesNotMakeATransferDearerThanOneTransactionMayBe() {
    world.ready(VOTE);
    SigningRequest first = request(VOTE);
    world.guard.sign(first);
    Act act = GuardWorld.act(first);
    world.guard.cancel(act, GuardWorld.giveUp(act, ONE.divide(BigInteger.valueOf(21_000))));
    TransactionTerms cheap = GuardWorld.giveUp(act, GWEI);
    TransactionTerms hungry =
        new TransactionTerms(
            cheap.chainId(),
            cheap.from(),
            cheap.to(),
            cheap.valueWei(),
            cheap.data(),
            BigInteger.valueOf(210_000),
            cheap.fees());
    assertThatThrownBy(() -> world.guard.cancel(act, hungry))
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
  void whatWasPaidCountsByItsReceiptOnceThatIsDeepAlsoAfterARestart() {
    for (int i = 0; i < 6; i++) {
      world.ready(VOTE);
      mined(world.guard.sign(request(VOTE)));
    }
    world.chain.fee = Optional.of(ONE.shiftRight(1));
    tooDear(request(VOTE));
    world.deep();
    world.start(false);
    assertThat(signedUntilRefused(VOTE)).isEqualTo(3);
  }

  @Test
  void aReceiptThatNamesAFeeThatCannotBeCountsByTheUpperBound() {
    for (int i = 0; i < 6; i++) {
      world.ready(VOTE);
      mined(world.guard.sign(request(VOTE)));
    }
    world.chain.fee = Optional.of(ONE.shiftLeft(1));
    world.deep();
    tooDear(request(VOTE));
  }

  @Test
  void ofTwoEndpointsThatNameDifferentFeesTheHigherCounts() {
    OneChain second = new OneChain();
    world.chain.second = Optional.of(second);
    world.start(false);
    for (int i = 0; i < 6; i++) {
      world.ready(VOTE);
      Act.Submission signed = world.guard.sign(request(VOTE));
      mined(signed);
      second.mined.add(signed.transactionHash());
      second.count = signed.nonce() + 1;
    }
    world.chain.fee = Optional.of(BigInteger.ONE);
    second.fee = Optional.of(ONE);
    world.deep();
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
