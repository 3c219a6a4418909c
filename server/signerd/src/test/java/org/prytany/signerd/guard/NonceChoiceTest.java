package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.EXECUTE;
import static org.prytany.governance.act.ActKind.VOTE;
import static org.prytany.signerd.guard.GuardWorld.GWEI;
import static org.prytany.signerd.guard.GuardWorld.VOTER;
import static org.prytany.signerd.guard.GuardWorld.address;
import static org.prytany.signerd.guard.GuardWorld.content;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Support;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;

/** Which nonce an act gets, keeps and loses. */
class NonceChoiceTest {

  private static final Duration LATER = Duration.ofMinutes(16);

  @TempDir Path folder;
  GuardWorld world;
  Proposal honest;

  @BeforeEach
  void world() {
    world = new GuardWorld(folder);
    honest = world.honest(content());
    world.approve(honest);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(ActKind.class)
  void theSameActIsSignedWithTheSameNonceAlsoAfterARestart(ActKind kind) {
    world.ready(kind);
    Act.Submission first = world.guard.sign(world.request(kind, honest));
    assertThat(world.guard.sign(world.request(kind, honest))).isEqualTo(first);
    world.start(false);
    assertThat(world.guard.sign(world.request(kind, honest))).isEqualTo(first);
    assertThat(world.guard.signedNonce(GuardWorld.act(world.request(kind, honest)))).hasValue(7);
  }

  @Test
  void feesOnlyRise() {
    world.ready(EXECUTE);
    world.guard.sign(world.request(EXECUTE, honest));
    Act.Submission raised = world.guard.sign(world.request(EXECUTE, honest, GWEI.shiftLeft(1)));
    assertThat(raised.nonce()).isEqualTo(7);
    assertThat(raised.fees().most()).isEqualTo(GWEI.shiftLeft(1));
    assertThat(world.guard.sign(world.request(EXECUTE, honest, GWEI))).isEqualTo(raised);
  }

  @Test
  void twoActsOfOneAccountNeverShareANonce() {
    world.ready(VOTE);
    Proposal other = world.honest(content("# Another", new Address("0x" + "12".repeat(20))));
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(7);
    assertThat(world.guard.sign(world.request(VOTE, other)).nonce()).isEqualTo(8);
  }

  @Test
  void noNonceBelowOneThatWasSeenConfirmedIsSigned() {
    world.ready(VOTE);
    world.guard.sign(world.request(VOTE, honest));
    world.chain.count = 3;
    Proposal other = world.honest(content("# Another", new Address("0x" + "12".repeat(20))));
    assertThat(world.guard.sign(world.request(VOTE, other)).nonce()).isEqualTo(8);
  }

  @Test
  void anAbsurdCountIsRefusedByNameAndPinsNothing() {
    world.ready(VOTE);
    world.chain.count = Long.MAX_VALUE - 1;
    refused(world.request(VOTE, honest), "which cannot be");
    world.chain.count = 7;
    world.guard.sign(world.request(VOTE, honest));
    Proposal other = world.honest(content("# Another", new Address("0x" + "12".repeat(20))));
    world.chain.count = 2_000;
    refused(world.request(VOTE, other), "prytany.signer.furthest-count");
  }

  @Test
  void aVoteWhoseNonceWasUsedForSomethingElseIsSignedAgainWithAnother() {
    world.ready(VOTE);
    Act.Submission first = world.guard.sign(world.request(VOTE, honest));
    world.chain.count = 8;
    world.chain.mined.add(first.transactionHash());
    refused(world.request(VOTE, honest), "is mined");
    world.chain.mined.clear();
    waits(world.request(VOTE, honest));
    waits(world.request(VOTE, honest));
    world.pass(Depth.DEEP);
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(8);
  }

  @Test
  void aNonceThatWasGivenUpIsNotSignedForItsActAgain() throws Exception {
    world.ready(VOTE);
    SigningRequest request = world.request(VOTE, honest);
    world.guard.sign(request);
    Act act = GuardWorld.act(request);
    Act.Submission cancelled = world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1)));
    SignedRawTransaction signed =
        (SignedRawTransaction) TransactionDecoder.decode(cancelled.rawTransaction());
    assertThat(signed.getTo()).isEqualTo(address(VOTER).hex());
    assertThat(cancelled.nonce()).isEqualTo(7);
    refused(request, "was given up");
    world.start(false);
    refused(request, "was given up");
    world.chain.count = 8;
    world.chain.mined.add(cancelled.transactionHash());
    waits(request);
    world.pass(Depth.DEEP);
    assertThat(world.guard.sign(request).nonce()).isEqualTo(8);
  }

  @Test
  void givingUpSendsNothingToAnybodyAndOnlyForWhatWasSigned() {
    world.ready(VOTE);
    SigningRequest request = world.request(VOTE, honest);
    Act act = GuardWorld.act(request);
    assertThatThrownBy(() -> world.guard.cancel(act, GuardWorld.giveUp(act, GWEI)))
        .hasMessageContaining("nothing was ever signed");
    world.guard.sign(request);
    assertThatThrownBy(
            () ->
                world.guard.cancel(
                    act,
                    GuardWorld.terms(
                        VOTE, new PlannedCall(OneChain.PAYEE, BigInteger.ZERO, "0x"), GWEI)))
        .hasMessageContaining("to itself");
    assertThatThrownBy(
            () ->
                world.guard.cancel(
                    act,
                    GuardWorld.terms(
                        VOTE, new PlannedCall(address(VOTER), BigInteger.ONE, "0x"), GWEI)))
        .hasMessageContaining("transfer of nothing");
    world.chain.count = 8;
    assertThatThrownBy(() -> world.guard.cancel(act, GuardWorld.giveUp(act, GWEI)))
        .hasMessageContaining("nothing is left to give up");
  }

  // an endpoint that named too high a count

  @Test
  void anAccountRecoversByItselfFromACountThatWasTooHigh() {
    world.ready(VOTE);
    world.chain.count = 507;
    Act.Submission lied = world.guard.sign(world.request(VOTE, honest));
    assertThat(lied.nonce()).isEqualTo(507);
    honestFrom(7);
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(507);
    mined(another(0), 7);
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(507);
    deep();
    world.start(false);
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(8);
    assertThat(world.guard.sign(world.request(VOTE, another(1))).nonce()).isEqualTo(9);
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(8);
  }

  @Test
  void anEndpointThatLiesEachTimeIsForgottenAsSoonAsItIsHonest() {
    world.ready(VOTE);
    for (int i = 0; i < 5; i++) {
      world.chain.count = 507 + 900L * i;
      world.guard.sign(world.request(VOTE, another(i)));
      world.now = world.now.plus(LATER);
    }
    world.chain.count = 7;
    mined(another(5), 7);
    assertThat(world.guard.sign(world.request(VOTE, another(0))).nonce()).isEqualTo(507);
    world.pass(Depth.DEEP);
    for (int i = 0; i < 5; i++) {
      assertThat(world.guard.sign(world.request(VOTE, another(i))).nonce()).isEqualTo(8 + i);
    }
  }

  @Test
  void anActWithANonceInTheFutureIsSignedAnewOnlyWithTheSameCallAndUnlessItIsMined() {
    world.ready(VOTE);
    world.chain.count = 507;
    Act.Submission lied = world.guard.sign(world.request(VOTE, honest));
    honestFrom(7);
    mined(another(0), 7);
    deep();
    world.chain.mined.add(lied.transactionHash());
    refused(world.request(VOTE, honest), "is mined");
    world.chain.mined.remove(lied.transactionHash());
    world.chain.supports = Map.of(Support.FOR, 2, Support.AGAINST, 0);
    SigningRequest otherwise =
        new SigningRequest(
            VOTE,
            GuardWorld.DAO,
            honest,
            GuardWorld.terms(
                VOTE, world.chain.vote(GuardWorld.DAO, honest.content(), 2, "small grant"), GWEI));
    refused(otherwise, "only the same call may be signed");
  }

  @Test
  void whatWasSignedForTheFutureDoesNotKeepTheNonceFromOthersWhenItComes() {
    world.ready(VOTE);
    world.chain.count = 10;
    world.guard.sign(world.request(VOTE, honest));
    honestFrom(7);
    mined(another(0), 7);
    deep();
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(8);
    for (int i = 1; i < 4; i++) {
      assertThat(world.guard.sign(world.request(VOTE, another(i))).nonce()).isEqualTo(8 + i);
    }
  }

  @Test
  void aCountThatIsTooLowGivesNoActAnotherNonceSoThatItCanStillBeTakenBack() {
    world.ready(VOTE);
    world.chain.count = 9;
    SigningRequest request = world.request(VOTE, honest);
    world.guard.sign(request);
    honestFrom(3);
    assertThat(world.guard.sign(world.request(VOTE, another(0))).nonce()).isEqualTo(3);
    assertThat(world.guard.sign(request).nonce()).isEqualTo(9);
    world.chain.count = 9;
    Act act = GuardWorld.act(request);
    assertThat(world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1))).nonce())
        .isEqualTo(9);
  }

  @Test
  void anEndpointThatLagsForAMomentChangesNothing() {
    world.ready(VOTE);
    world.chain.count = 9;
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(9);
    world.chain.count = 8;
    world.now = world.now.plus(LATER.dividedBy(2));
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(9);
    assertThat(world.guard.sign(world.request(VOTE, another(0))).nonce()).isEqualTo(10);
  }

  // one account for everything, so that the acts of one role stand in the way of the other's

  @Test
  void aCountThatIsTooHighByOneForAMomentGivesNoActAnotherNonce() {
    SigningRequest pay = payment();
    Act act = GuardWorld.act(pay);
    assertThat(world.guard.sign(pay).nonce()).isEqualTo(7);
    world.chain.count = 8;
    waits(pay);
    world.chain.count = 7;
    world.say(Kind.REJECT, GuardWorld.ALICE, pay.proposal());
    assertThat(world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1))).nonce())
        .isEqualTo(7);
  }

  @Test
  void aCountThatIsTooHighForAMomentBringsNoOtherVoteOut() {
    world.ready(VOTE);
    world.guard.sign(world.request(VOTE, honest));
    world.chain.supports = Map.of(Support.FOR, 2, Support.AGAINST, 0);
    SigningRequest otherwise =
        new SigningRequest(
            VOTE,
            GuardWorld.DAO,
            honest,
            GuardWorld.terms(
                VOTE, world.chain.vote(GuardWorld.DAO, honest.content(), 2, "small grant"), GWEI));
    for (long count = 7; count < 10; count++) {
      world.chain.count = count;
      refused(otherwise, "only the same call may be signed");
      world.pass(Depth.DEEP);
    }
  }

  @Test
  void aLaterSignatureForTheSameNonceIsNotTakenForAnOlderOne() {
    world.ready(VOTE);
    world.chain.count = 10;
    world.guard.sign(world.request(VOTE, honest));
    honestFrom(7);
    mined(another(0), 7);
    deep();
    mined(honest, 8);
    world.pass(Depth.DEEP);
    // Nonce 9 went to a wallet's own transaction: 10 is right now.
    world.chain.count = 10;
    Proposal last = another(1);
    SigningRequest request = world.request(VOTE, last);
    assertThat(world.guard.sign(request).nonce()).isEqualTo(10);
    honestFrom(9);
    assertThat(world.guard.sign(request).nonce()).isEqualTo(10);
    world.chain.count = 10;
    Act act = GuardWorld.act(request);
    assertThat(world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1))).nonce())
        .isEqualTo(10);
  }

  @Test
  void theOrderOfSignaturesIsNotThatOfAClock() {
    world.ready(VOTE);
    world.now = GuardWorld.NOW.plus(Duration.ofHours(1));
    mined(another(0), 7);
    world.now = GuardWorld.NOW;
    world.chain.count = 9;
    SigningRequest request = world.request(VOTE, honest);
    assertThat(world.guard.sign(request).nonce()).isEqualTo(9);
    world.chain.count = 8;
    world.now = world.now.plus(Duration.ofHours(3));
    assertThat(world.guard.sign(request).nonce()).isEqualTo(9);
  }

  @Test
  void everyNonceOfAnActThatTheChainMayStillTakeCanBeGivenUp() {
    world.ready(VOTE);
    world.chain.count = 10;
    SigningRequest request = world.request(VOTE, honest);
    world.guard.sign(request);
    honestFrom(7);
    mined(another(0), 7);
    deep();
    assertThat(world.guard.sign(request).nonce()).isEqualTo(8);
    Act act = GuardWorld.act(request);
    for (boolean restarted : new boolean[] {false, true}) {
      if (restarted) {
        world.start(false);
      }
      world.chain.count = 8;
      assertThat(world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1))).nonce())
          .isEqualTo(8);
      refused(request, "was given up");
      world.chain.count = 9;
      assertThat(world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1))).nonce())
          .isEqualTo(10);
      refused(request, "was given up");
    }
  }

  private SigningRequest payment() {
    world.dao = GuardWorld.dao("demo", GuardWorld.EXECUTOR, GuardWorld.EXECUTOR);
    world.start(false);
    world.ready(EXECUTE);
    return world.request(EXECUTE, honest);
  }

  /** What was mined is seen, and then is as old as no reorg goes back. */
  private void deep() {
    world.guard.sign(world.request(VOTE, honest));
    world.pass(Depth.DEEP);
  }

  private void waits(SigningRequest request) {
    assertThatThrownBy(() -> world.guard.sign(request))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONCURRENT_CHANGE))
        .hasMessageContaining("another nonce when that has held");
  }

  /** The endpoint has been honest for long enough. */
  private void honestFrom(long count) {
    world.chain.count = count;
    world.now = world.now.plus(LATER);
  }

  private void mined(Proposal proposal, long nonce) {
    Act.Submission signed = world.guard.sign(world.request(VOTE, proposal));
    assertThat(signed.nonce()).isEqualTo(nonce);
    world.chain.mined.add(signed.transactionHash());
    world.chain.count = nonce + 1;
  }

  private Proposal another(int number) {
    return world.honest(content("# Another " + number, new Address("0x" + "12".repeat(20))));
  }

  private void refused(SigningRequest request, String why) {
    assertThatThrownBy(() -> world.guard.sign(request))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SIGNING_REFUSED))
        .hasMessageContaining(why);
  }
}
