package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.Recall;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.line.DutyPlanner;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.sending.Gates;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.governance.world.World;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * Ways around what {@link SentIsNotSettledTest} promises, each found by somebody who looked for it.
 */
class FoundByAttackTest {

  private final Scene scene = new Scene(ActKind.EXECUTE);
  private final World world = scene.world;

  /** Signed, its bytes stored, and not sent. */
  private void signedAndNotSent() {
    world.killAt = Optional.of(Stage.SUBMISSION_STORED);
    scene.tryStep();
  }

  private void takenBack() {
    signedAndNotSent();
    scene.say(Kind.REJECT, World.TREASURER_B, List.of());
    scene.step();
    scene.step();
    assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
  }

  /** A reorg takes the transfer that took the act back out of the chain, and it waits nowhere. */
  private void recallIsGone(Act act) {
    String hash =
        act.recall().orElseThrow().transmission().newest().orElseThrow().transactionHash();
    world.chain.unmine(hash, scene.account, scene.content.key(), ProposalState.QUEUED);
  }

  private void store(Proposal proposal) {
    assertThat(world.store.proposals.compareAndSwap(proposal)).isPresent();
  }

  private void nothingOfTheActWasHandedOver() {
    assertThat(world.chain.handedOver).noneMatch(world.keys.signedActs::contains);
    assertThat(world.chain.state(scene.content.key())).isEqualTo(ProposalState.QUEUED);
  }

  @Test
  void aRecallInABlockThatWasReplacedBeforeItWasReadIsSentAgain() {
    takenBack();
    recallIsGone(scene.act().orElseThrow());
    world.chain.reorganise(1);

    scene.rounds(4);

    assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    assertThat(world.chain.count(scene.account)).isEqualTo(1);
    nothingOfTheActWasHandedOver();
  }

  @Test
  void anActThatFailedInABlockThatWasReplacedBeforeItWasReadIsLookedAtAgain() {
    world.chain.mining = false;
    scene.step();
    world.chain.become(scene.content, ProposalState.SUCCEEDED);
    world.chain.mine();
    scene.step();
    assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Reverted.class);

    String hash = scene.act().orElseThrow().submission().orElseThrow().transactionHash();
    world.chain.unmine(hash, scene.account, scene.content.key(), ProposalState.QUEUED);
    world.chain.reorganise(1);
    world.chain.mining = true;
    scene.rounds(4);

    assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);
    assertThat(scene.doneByUs()).isEqualTo(1);
  }

  @Test
  void whatWasTakenBackBeforeIsTakenBackAgainBeforeAnythingElse() {
    takenBack();
    Act first = scene.act().orElseThrow();
    scene.say(Kind.APPROVE, World.TREASURER_B, List.of());
    signedAndNotSent();
    assertThat(scene.act().orElseThrow().submission().orElseThrow().nonce()).isEqualTo(1);

    recallIsGone(first);
    scene.step();

    assertThat(world.chain.handedOver)
        .last()
        .isEqualTo(
            first.recall().orElseThrow().transmission().newest().orElseThrow().rawTransaction());
    scene.rounds(6);
    assertThat(scene.doneByUs()).isEqualTo(1);
    assertThat(world.chain.count(scene.account)).isEqualTo(2);
  }

  @Test
  void bytesThatSomebodyPutIntoTheStoreAreNotSent() {
    signedAndNotSent();
    scene.say(Kind.REJECT, World.TREASURER_B, List.of());
    Act act = scene.act().orElseThrow();
    Recall forged = new Recall("forged", world.clock.instant(), act.own(), Optional.empty());
    store(ActSlots.withSlot(scene.stored(), withRecall(act, forged)));

    assertThatThrownBy(scene::step)
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_CORRUPT));

    nothingOfTheActWasHandedOver();
  }

  private static Act withRecall(Act act, Recall recall) {
    return new Act(
        act.kind(),
        act.proposal(),
        act.contentHash(),
        act.account(),
        act.call(),
        act.detail(),
        act.intendedAt(),
        act.vote(),
        act.fence(),
        act.own(),
        act.spent(),
        Optional.of(recall),
        act.former(),
        act.takenBack(),
        act.outcome());
  }

  @Test
  void aContractThatConfirmsItsSignatureNoLongerStopsWhatIsSigned() {
    signedAndNotSent();
    world.revoked.add(World.TREASURER_B);

    scene.rounds(3);

    assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    nothingOfTheActWasHandedOver();
  }

  @Test
  void aSimulationThatFailsKeepsNothingFromBeingTakenBack() {
    signedAndNotSent();
    scene.say(Kind.REJECT, World.TREASURER_B, List.of());
    world.chain.simulationDown = true;

    scene.step();
    scene.step();

    assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    nothingOfTheActWasHandedOver();
  }

  @Test
  void anActThatSomebodyDeletedFromTheStoreIsTakenBackAllTheSame() {
    signedAndNotSent();
    scene.say(Kind.REJECT, World.TREASURER_B, List.of());
    store(ActSlots.withoutSlot(scene.stored(), ActKind.EXECUTE));

    scene.rounds(3);

    assertThat(world.chain.count(scene.account)).isEqualTo(1);
    assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    nothingOfTheActWasHandedOver();
  }

  @Test
  void whatKeepsChangingIsNotSignedAndTakenBackWithoutEnd() {
    for (int round = 0; round < 10; round++) {
      // Paused right after it was intended, and again right after it was signed.
      for (Stage stage : List.of(Stage.INTENT_STORED, Stage.SUBMISSION_STORED)) {
        world.gates = Gates.OPEN;
        world.killAt = Optional.of(stage);
        scene.tryStep();
        world.killAt = Optional.empty();
        world.gates = (dao, kind) -> Optional.of("A treasurer paused it.");
        scene.rounds(3);
      }
    }

    assertThat(world.keys.signedActs.stream().distinct()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aSignedVoteOnAProposalThatAReorgTookAwayStaysDueUntilItIsTakenBack() {
    Scene vote = new Scene(ActKind.VOTE);
    vote.world.killAt = Optional.of(Stage.SUBMISSION_STORED);
    vote.tryStep();
    Proposal gone = vote.stored().change().removedByReorg(true).withoutChain().build();
    vote.world.store.proposals.compareAndSwap(gone);

    assertThat(
            new DutyPlanner(vote.world.pace)
                .plan(vote.world.dao, vote.stored(), false, vote.world.clock.instant()))
        .extracting(Duty::kind)
        .contains(DutyKind.VOTE);
    vote.step();
    vote.step();

    assertThat(vote.outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    assertThat(vote.world.chain.handedOver).noneMatch(vote.world.keys.signedActs::contains);
  }

  @Test
  void aDecisionThatSomebodyPutBackIntoTheStoreSendsNoVote() {
    Scene vote = new Scene(ActKind.VOTE);
    vote.world.killAt = Optional.of(Stage.SUBMISSION_STORED);
    vote.tryStep();
    Optional<Decided> first = vote.stored().decision();
    vote.world.chain.effects = List.of(Scene.pays(6));
    vote.world.chain.mine();
    vote.world.digests.refreshEffects(vote.world.dao, vote.stored());
    vote.world.decisions.step(vote.world.dao, vote.stored());
    assertThat(vote.stored().decision()).isNotEqualTo(first);
    vote.world.store.proposals.compareAndSwap(vote.stored().change().decision(first).build());

    vote.step();
    vote.step();

    assertThat(vote.outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    assertThat(vote.world.chain.handedOver).noneMatch(vote.world.keys.signedActs::contains);
  }

  /**
   * Signed for nonce 5 by a count that was too high, then for nonce 0, and rejected. Nonce 0 is
   * given up first; what has nonce 5 could still be mined when the account comes there.
   */
  private void strandedAndRejected() {
    Optional<Stage> dies = world.killAt;
    world.killAt = Optional.empty();
    world.keys.countAhead = 5;
    scene.step();
    world.keys.countAhead = 0;
    world.chain.time += 10_000;
    signedAndNotSent();
    assertThat(scene.act().orElseThrow().submission().orElseThrow().nonce()).isZero();
    world.killAt = dies;
    scene.say(Kind.REJECT, World.TREASURER_B, List.of());
    scene.rounds(3);
    assertThat(world.chain.count(scene.account)).isEqualTo(1);
  }

  @Test
  void whatWasSignedForALaterNonceIsGivenUpThereTooWithoutAnybodyAsking() {
    strandedAndRejected();
    assertThat(scene.outcome().filter(ActOutcome.Recalled.class::isInstance)).isEmpty();
    assertThat(
            new DutyPlanner(world.pace)
                .plan(world.dao, scene.stored(), false, world.clock.instant()))
        .extracting(Duty::kind)
        .contains(DutyKind.EXECUTE);
    assertThat(nonceOfRecall()).isEqualTo(5);
    for (int i = 0; i < 4; i++) {
      world.chain.useNonce(scene.account);
    }
    scene.rounds(3);
    assertThat(world.chain.count(scene.account)).isEqualTo(6);
    assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    assertThat(scene.doneByUs()).isZero();
  }

  @Test
  void whatMayHappenAgainIsSignedAnewAlsoWhereALaterNonceIsLeft() {
    world.keys.countAhead = 5;
    scene.step();
    world.keys.countAhead = 0;
    world.chain.time += 10_000;
    world.chain.mining = false;
    scene.step();
    scene.say(Kind.REJECT, World.TREASURER_B, List.of());
    scene.step();
    scene.say(Kind.APPROVE, World.TREASURER_B, List.of());
    world.chain.mining = true;
    scene.rounds(4);
    assertThat(scene.doneByUs()).isEqualTo(1);
    assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);
  }

  @Test
  void aCrashAfterTheFirstNonceWasGivenUpLosesNoLaterOne() {
    for (Stage stage : List.of(Stage.RECEIPT_SEEN, Stage.RECALL_STORED)) {
      FoundByAttackTest own = new FoundByAttackTest();
      own.world.killAt = Optional.of(stage);
      own.strandedAndRejected();
      own.scene.rounds(4);
      assertThat(own.nonceOfRecall()).as(stage.name()).isEqualTo(5);
    }
  }

  @Test
  void aVoteThatWasTakenBackAndIsDecidedOtherwiseTellsPeopleWhoCanDecideAsBefore() {
    Scene vote = new Scene(ActKind.VOTE);
    vote.world.killAt = Optional.of(Stage.SUBMISSION_STORED);
    vote.tryStep();
    vote.world.strategy = Optional.of(World.strategy(s -> against()));
    vote.world.chain.effects = List.of(Scene.pays(6));
    vote.rounds(3);
    assertThat(vote.stored().decision().orElseThrow().decision()).isEqualTo(against());
    assertThat(vote.world.chain.count(vote.account)).isEqualTo(1);

    StageOutcome said = vote.world.ballots.step(vote.world.dao, vote.stored());
    assertThat(said)
        .isInstanceOfSatisfying(
            StageOutcome.NeedsPeople.class,
            people -> assertThat(people.detail()).contains("The signer refused"));
    assertThat(vote.doneByUs()).isZero();

    vote.world.decide(vote.content, Support.FOR, "because");
    vote.rounds(3);
    assertThat(vote.world.chain.vote(vote.content.key(), vote.account)).isPresent();
    assertThat(vote.doneByUs()).isEqualTo(1);
  }

  private static VoteDecision against() {
    return new VoteDecision.Cast(Support.AGAINST, "no", "because not");
  }

  private long nonceOfRecall() {
    return scene
        .act()
        .flatMap(Act::recall)
        .flatMap(recall -> recall.transmission().newest())
        .orElseThrow()
        .nonce();
  }
}
