package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.EXECUTE;
import static org.prytany.governance.act.ActKind.QUEUE;
import static org.prytany.governance.act.ActKind.VOTE;
import static org.prytany.signerd.guard.GuardWorld.ALICE;
import static org.prytany.signerd.guard.GuardWorld.CAROL;
import static org.prytany.signerd.guard.GuardWorld.GWEI;
import static org.prytany.signerd.guard.GuardWorld.content;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.act.Act;
import org.prytany.governance.approval.FindingNames;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.spi.Address;

/** 40,000 may leave in six hours, and two payments of 25,000 are approved. */
class PaymentLimitsTest {

  private static final Duration PERIOD = Duration.ofHours(6);
  private static final Duration LONGER = Duration.ofHours(7);
  private static final Duration WAIT = Duration.ofHours(20);
  private static final Duration WINDOW = Duration.ofHours(10);

  @TempDir Path folder;
  @TempDir Path other;
  GuardWorld world;
  Proposal first;
  Proposal second;

  @BeforeEach
  void world() {
    world = new GuardWorld(folder, bounds(Duration.ZERO));
    approved();
  }

  private void approved() {
    first = world.honest(content());
    second = world.honest(content("# Again", new Address("0x" + "12".repeat(20))));
    world.approve(first);
    world.approve(second);
    world.ready(EXECUTE);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatIsHeldBackCountsAsNowHoweverOldItsSignature() {
    sign(first);
    later(LONGER);
    exceeded(second);
    world.start(false);
    exceeded(second);
  }

  @Test
  void anActThatIsSignedAnewCountsByItsNewestSignature() {
    giveUp(first, sign(first));
    later(LONGER);
    assertThat(sign(first).nonce()).isEqualTo(8);
    exceeded(second);
  }

  @Test
  void whatWasPaidCountsForAPeriodAfterItWasSeen() {
    mined(sign(first));
    exceeded(second);
    later(PERIOD.dividedBy(2));
    exceeded(second);
    world.start(false);
    later(PERIOD.dividedBy(2));
    assertThat(sign(second).nonce()).isEqualTo(8);
  }

  @Test
  void aPaymentIsSeenWhenAnyActOfItsDaoIsSigned() {
    mined(sign(first));
    world.ready(VOTE);
    world.guard.sign(world.request(VOTE, second));
    later(LONGER);
    world.ready(EXECUTE);
    assertThat(sign(second).nonce()).isEqualTo(8);
  }

  @Test
  void whatWasGivenUpCountsUntilTheChainHasTheTransferOfNothing() {
    Act act = GuardWorld.act(world.request(EXECUTE, first));
    sign(first);
    Act.Submission cancelled = world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1)));
    exceeded(second);
    mined(cancelled);
    exceeded(second);
    later(Depth.DEEP.minusSeconds(1));
    exceeded(second);
    later(Duration.ofSeconds(1));
    assertThat(sign(second).nonce()).isEqualTo(8);
  }

  @Test
  void whatFailedDoesNotCountOnceThatIsDeep() {
    Act.Submission submission = sign(first);
    world.chain.failed.add(submission.transactionHash());
    mined(submission);
    exceeded(second);
    later(Depth.DEEP);
    assertThat(sign(second).nonce()).isEqualTo(8);
  }

  @Test
  void whatHasNoReceiptCountsWhateverCountTheChainNames() {
    sign(first);
    world.chain.count = 9;
    world.now = world.now.plus(LONGER);
    exceeded(second);
  }

  @Test
  void aPaymentOfSeveralNoncesIsOverWhenAllOfThemAre() {
    giveUp(first, sign(first));
    Act.Submission anew = sign(first);
    world.chain.count = 9;
    exceeded(second);
    world.chain.failed.add(anew.transactionHash());
    mined(anew);
    exceeded(second);
    later(Depth.DEEP);
    assertThat(sign(second).nonce()).isEqualTo(9);
  }

  @Test
  void whatWasPaidCountsAlsoAfterTheDaoGotAnotherName() {
    sign(first);
    world.dao = GuardWorld.dao("renamed", GuardWorld.VOTER, GuardWorld.EXECUTOR);
    world.limits = bounds("renamed", Duration.ZERO);
    world.start(false);
    exceeded(second);
  }

  @Test
  void aPaymentWhoseNonceWentToAForeignTransactionCountsUntilThatIsDeep() {
    sign(first);
    world.chain.count = 8;
    exceeded(second);
    later(Depth.DEEP.dividedBy(2));
    exceeded(second);
    later(Depth.DEEP.dividedBy(2));
    assertThat(sign(second).nonce()).isEqualTo(8);
  }

  @Test
  void aForeignTransactionThatIsGoneAgainHasUsedNothingUp() {
    Act.Submission held = sign(first);
    world.chain.count = 8;
    exceeded(second);
    world.chain.count = 7;
    later(Depth.DEEP);
    exceeded(second);
    // Seen anew from here, and then as gone again after it was believed.
    world.chain.count = 8;
    exceeded(second);
    later(Depth.DEEP);
    world.guard.sign(world.request(QUEUE, third()));
    mined(held);
    exceeded(second);
  }

  @Test
  void aTransferOfNothingThatAReorgTookBackVoidsNoPayment() {
    Act act = GuardWorld.act(world.request(EXECUTE, first));
    Act.Submission held = sign(first);
    Act.Submission back = world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1)));
    mined(back);
    world.guard.sign(world.request(QUEUE, third()));
    world.chain.mined.clear();
    world.chain.count = 7;
    exceeded(second);
    world.chain.count = 8;
    world.chain.mined.add(held.transactionHash());
    exceeded(second);
    later(PERIOD);
    world.ready(EXECUTE);
    assertThat(sign(second).nonce()).isGreaterThan(7);
  }

  @Test
  void aTransferOfNothingThatIsReplacedInTheNextBlockMakesNoRoomForAnotherPayment() {
    Act act = GuardWorld.act(world.request(EXECUTE, first));
    Act.Submission held = sign(first);
    world.say(Kind.REJECT, GuardWorld.ALICE, first);
    Act.Submission back = world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1)));
    mined(back);
    later(Duration.ofSeconds(1));
    exceeded(second);
    world.chain.mined.clear();
    mined(held);
    later(Depth.DEEP);
    exceeded(second);
  }

  @Test
  void theDearestOfWhatOnePaymentMovedCountsAlsoWithBytesThatAreKnown() {
    world.chain.pays = BigInteger.ONE;
    Act.Submission cheap = sign(approvedAnew("# One"));
    world.chain.pays = BigInteger.valueOf(25_000);
    assertThat(sign(approvedAnew("# One"))).isEqualTo(cheap);
    exceeded(approvedAnew("# Two"));
    world.chain.pays = BigInteger.ONE;
    assertThat(sign(approvedAnew("# One"))).isEqualTo(cheap);
    world.start(false);
    world.chain.pays = BigInteger.valueOf(25_000);
    exceeded(approvedAnew("# Two"));
    mined(cheap);
    exceeded(approvedAnew("# Two"));
  }

  private Proposal approvedAnew(String words) {
    Proposal proposal = world.honest(content(words, new Address("0x" + "14".repeat(20))));
    world.approve(proposal);
    world.ready(EXECUTE);
    return proposal;
  }

  @Test
  void whoOverridesABlockGivesOthersTimeToObject() {
    waiting();
    Verdict blocked =
        world.sealed(world.verdict(first.content(), GuardWorld.red()), first.content());
    Proposal stopped = first.change().verdict(Optional.of(blocked)).build();
    world.approve(stopped);
    later(WINDOW);
    refused(stopped, "Blocked");
    world.say(Kind.OVERRIDE, ALICE, stopped, FindingNames.blocking(blocked).toArray(String[]::new));
    refused(stopped, "treasurers may object until " + world.now.plus(WINDOW));
    later(WINDOW);
    assertThat(sign(stopped).nonce()).isEqualTo(7);
  }

  @Test
  void whoWithdrawsARejectionGivesOthersTimeToObject() {
    waiting();
    TreasurerStatement rejection = world.say(Kind.REJECT, CAROL, first);
    world.approve(first);
    later(WINDOW);
    refused(first, "rejected it");
    world.say(Kind.WITHDRAW, CAROL, first, rejection.name());
    refused(first, "treasurers may object until " + world.now.plus(WINDOW));
    later(WINDOW);
    assertThat(sign(first).nonce()).isEqualTo(7);
  }

  @Test
  void anApprovalMoreTakesNoPaymentBackThatIsUnderWay() {
    waiting();
    world.approve(first);
    later(WINDOW);
    sign(first);
    world.say(Kind.APPROVE, CAROL, first);
    BigInteger more = GWEI.shiftLeft(1);
    Act.Submission dearer = world.guard.sign(world.request(EXECUTE, first, more));
    assertThat(dearer.fees().most()).isEqualTo(more);
    Act act = GuardWorld.act(world.request(EXECUTE, first));
    mined(world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(2))));
    world.deep();
    refused(first, "treasurers may object until ");
    later(WINDOW);
    assertThat(sign(first).nonce()).isEqualTo(8);
  }

  private void waiting() {
    world.close();
    world =
        new GuardWorld(
            other,
            new Limits(
                Map.of("demo", new Limits.OfDao(List.of(), Set.of(), Duration.ZERO, WINDOW))));
    first = world.honest(content());
    world.ready(EXECUTE);
  }

  @Test
  void theEndpointsClockMovesNeitherPeriodsNorWaits() {
    mined(sign(first));
    exceeded(second);
    world.chain.time += LONGER.toSeconds();
    exceeded(second);
    world.close();
    world = new GuardWorld(other, bounds(WAIT));
    world.chain.time += WAIT.toSeconds();
    approved();
    refused(first, "never paid before waits until");
  }

  @Test
  void onlyWhoWasPaidIsNoStranger() {
    world.close();
    world = new GuardWorld(other, bounds(WAIT));
    world.chain.pays = BigInteger.ONE;
    approved();
    later(WAIT);
    Act.Submission submission = sign(first);
    Proposal third = world.honest(content("# Third", new Address("0x" + "13".repeat(20))));
    world.approve(third);
    refused(third, "never paid before");
    mined(submission);
    refused(third, "never paid before");
    world.deep();
    assertThat(sign(third).nonce()).isEqualTo(8);
  }

  /** Another proposal, which can be queued; the chain answers so from here on. */
  private Proposal third() {
    Proposal third = world.honest(content("# Third", new Address("0x" + "13".repeat(20))));
    world.ready(QUEUE);
    return third;
  }

  private static Limits bounds(Duration firstPayment) {
    return bounds("demo", firstPayment);
  }

  private static Limits bounds(String dao, Duration firstPayment) {
    return new Limits(
        Map.of(
            dao,
            new Limits.OfDao(
                List.of(new Limits.Amount(Address.ZERO, BigInteger.valueOf(40_000), PERIOD)),
                Set.of(),
                firstPayment,
                Duration.ZERO)));
  }

  private void later(Duration time) {
    world.pass(time);
  }

  private Act.Submission sign(Proposal proposal) {
    return world.guard.sign(world.request(EXECUTE, proposal));
  }

  private void giveUp(Proposal proposal, Act.Submission submission) {
    Act act = GuardWorld.act(world.request(EXECUTE, proposal));
    assertThat(submission.nonce()).isEqualTo(world.chain.count);
    mined(world.guard.cancel(act, GuardWorld.giveUp(act, GWEI.shiftLeft(1))));
    exceeded(second);
    later(Depth.DEEP);
  }

  private void mined(Act.Submission submission) {
    world.chain.mined.add(submission.transactionHash());
    world.chain.count = submission.nonce() + 1;
  }

  private void exceeded(Proposal proposal) {
    world.ready(EXECUTE);
    refused(proposal, "the limit is 40000");
  }

  private void refused(Proposal proposal, String why) {
    assertThatThrownBy(() -> sign(proposal))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SIGNING_REFUSED))
        .hasMessageContaining(why);
  }
}
