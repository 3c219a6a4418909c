package org.prytany.governance.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.World;

class IntakeServiceTest {

  private final World world = new World();

  private IntakeService.IntakeResult poll() {
    return world.intake.poll(world.dao);
  }

  @Test
  void aNewProposalIsStoredOnceAndItsDigestIsDue() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Text");

    assertThat(poll().fresh()).isEqualTo(1);
    assertThat(poll().fresh()).isZero();

    assertThat(world.stored(content).content()).isEqualTo(content);
    assertThat(world.store.duties.open()).extracting(Duty::kind).containsExactly(DutyKind.DIGEST);
    assertThat(world.store.audit.acts()).containsExactly("proposal.created");
  }

  @Test
  void whatWasReadBeforeACrashOfTheStoreIsReadAgain() {
    world.chain.propose(world.dao, 1, "Text");
    poll();
    ProposalContent second = world.chain.propose(world.dao, 2, "More");
    world.store.proposals.insert(org.prytany.governance.proposal.Proposal.fresh(second));

    assertThat(poll().fresh()).isZero();

    assertThat(world.store.duties.open()).hasSize(2);
  }

  @Test
  void aProposalWhoseBlockIsGoneIsMarkedAndComesBackInAnotherBlock() {
    world.chain.mine();
    ProposalContent content = world.chain.propose(world.dao, 1, "Text");
    poll();

    world.chain.reorganise(1);
    assertThat(poll().reorganised()).isTrue();
    assertThat(world.stored(content).removedByReorg()).isTrue();

    ProposalContent again = world.chain.propose(world.dao, 1, "Text");
    assertThat(poll().fresh()).isEqualTo(1);
    assertThat(world.stored(content).removedByReorg()).isFalse();
    assertThat(world.stored(content).content().blockHash()).isEqualTo(again.blockHash());
  }

  @Test
  void anotherProposalUnderTheSameNumberInheritsNothing() {
    ProposalContent content = world.digested(1, "We ask for nothing.");
    world.decisions.step(world.dao, world.stored(content));
    assertThat(world.stored(content).decision()).isPresent();

    world.chain.reorganise(1);
    world.chain.propose(world.dao, 1, "We ask for everything.");
    poll();

    assertThat(world.stored(content).content().description()).isEqualTo("We ask for everything.");
    assertThat(world.stored(content).digest()).isEmpty();
    assertThat(world.stored(content).decision()).isEmpty();
  }

  /** A block that was seen and never read leaves no trace when another one takes its place. */
  @Test
  void aFinalStateOfABlockThatIsGoneDoesNotStay() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Text");
    poll();
    world.tally.refresh(world.dao, world.stored(content));
    world.chain.mine();
    world.chain.become(content, ProposalState.DEFEATED);
    world.tally.refresh(world.dao, world.stored(content));

    world.chain.reorganise(1);
    world.chain.become(content, ProposalState.ACTIVE);
    world.line.look(world.dao);

    assertThat(world.stored(content).chain().orElseThrow().state()).isEqualTo(ProposalState.ACTIVE);
    world.chain.become(content, ProposalState.DEFEATED);
    world.line.look(world.dao);
    assertThat(world.stored(content).isOver()).isTrue();
    assertThat(world.store.audit.acts().stream().filter("proposal.state"::equals)).hasSize(2);
  }

  @Test
  void aProposalInABlockThatStaysIsLeftAlone() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Text");
    for (int i = 0; i < 5; i++) {
      world.chain.mine();
    }
    poll();

    world.chain.reorganise(3);
    assertThat(poll().reorganised()).isTrue();

    assertThat(world.stored(content).removedByReorg()).isFalse();
    assertThat(poll().reorganised()).isFalse();
  }

  @Test
  void aReorgDeeperThanMemoryReadsEverythingAgain() {
    for (int i = 0; i < 150; i++) {
      world.chain.mine();
    }
    ProposalContent content = world.chain.propose(world.dao, 1, "Text");
    poll();

    world.chain.reorganise(140);
    ProposalContent other = world.chain.propose(world.dao, 2, "Other");
    IntakeService.IntakeResult result = poll();

    assertThat(result.reorganised()).isTrue();
    assertThat(world.stored(content).removedByReorg()).isTrue();
    assertThat(world.stored(other).removedByReorg()).isFalse();
    assertThat(world.store.audit.acts()).contains("chain.reorganised-deeply");
  }

  @Test
  void aVoteConfirmedInABlockThatIsGoneIsUnknownAgainAndSentAgainWithTheSameBytes() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    world.decisions.step(world.dao, world.stored(content));
    for (int i = 0; i < 2; i++) {
      world.ballots.step(world.dao, world.stored(content));
    }
    poll();
    var vote = world.stored(content).ballot().orElseThrow();
    assertThat(vote.outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);

    world.chain.unmine(
        vote.submission().get().transactionHash(),
        World.VOTER,
        content.key(),
        ProposalState.ACTIVE);
    world.chain.reorganise(1);
    poll();
    assertThat(world.stored(content).ballot().orElseThrow().outcome())
        .get()
        .isInstanceOf(ActOutcome.Unknown.class);
    for (int i = 0; i < 2; i++) {
      world.ballots.step(world.dao, world.stored(content));
    }

    assertThat(world.stored(content).ballot().orElseThrow().outcome())
        .get()
        .isInstanceOf(ActOutcome.Confirmed.class);
    assertThat(world.chain.broadcasts)
        .hasSize(2)
        .containsOnly(vote.submission().get().rawTransaction());
    assertThat(world.keys.acts()).isEqualTo(1);
  }

  @Test
  void aVoteConfirmedInABlockThatWasNeverReadAndIsGoneIsSentAgain() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    world.decisions.step(world.dao, world.stored(content));
    for (int i = 0; i < 2; i++) {
      world.ballots.step(world.dao, world.stored(content));
    }
    var vote = world.stored(content).ballot().orElseThrow();
    assertThat(vote.outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);

    // Intake has read up to the block before the vote's, so that its cursor knows of no reorg.
    world.chain.unmine(
        vote.submission().get().transactionHash(),
        World.VOTER,
        content.key(),
        ProposalState.ACTIVE);
    world.chain.reorganise(1);
    assertThat(poll().reorganised()).isFalse();
    for (int i = 0; i < 2; i++) {
      world.ballots.step(world.dao, world.stored(content));
    }

    assertThat(world.store.audit.acts()).containsOnlyOnce("vote.removed-by-reorg");
    assertThat(world.stored(content).ballot().orElseThrow().outcome())
        .get()
        .isInstanceOf(ActOutcome.Confirmed.class);
    assertThat(world.chain.broadcasts)
        .hasSize(2)
        .containsOnly(vote.submission().get().rawTransaction());
    poll();
    assertThat(world.store.audit.acts()).containsOnlyOnce("vote.removed-by-reorg");
  }

  @Test
  void aConfirmedActThatIsDeepEnoughIsNotAskedAboutAgain() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    world.decisions.step(world.dao, world.stored(content));
    for (int i = 0; i < 2; i++) {
      world.ballots.step(world.dao, world.stored(content));
    }
    var confirmed = world.stored(content);
    for (int i = 0; i < 70; i++) {
      world.chain.mine();
    }
    poll();

    assertThat(world.stored(content)).isEqualTo(confirmed);
  }

  @Test
  void whatAStrangerQueuedInABlockThatIsGoneIsQueuedByUs() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.tally.refresh(world.dao, world.stored(content));
    assertThat(world.stored(content).queue().flatMap(act -> act.outcome()))
        .get()
        .isInstanceOf(ActOutcome.DoneElsewhere.class);

    world.chain.lifecycle.clear();
    world.chain.become(content, ProposalState.SUCCEEDED);
    world.chain.mine();
    world.tally.refresh(world.dao, world.stored(content));
    for (int i = 0; i < 2; i++) {
      world.queues.step(world.dao, world.stored(content));
    }

    assertThat(world.stored(content).queue().flatMap(act -> act.outcome()))
        .get()
        .isInstanceOf(ActOutcome.Confirmed.class);
  }

  @Test
  void anExecutionOfOursThatRevertedIsReceiptedWhenSomebodyElseExecutes() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.tally.refresh(world.dao, world.stored(content));
    world.approve(content);
    world.chain.mining = false;
    world.executions.step(world.dao, world.stored(content));
    world.chain.become(content, ProposalState.SUCCEEDED);
    world.chain.mine();
    world.executions.step(world.dao, world.stored(content));
    assertThat(world.stored(content).execution().flatMap(act -> act.outcome()))
        .get()
        .isInstanceOf(ActOutcome.Reverted.class);

    world.chain.somebody(LifecycleEvent.Kind.EXECUTED, World.STRANGER, content);
    world.turn(4);

    assertThat(world.stored(content).receipt()).isPresent();
    assertThat(world.store.duties.open()).isEmpty();
  }

  @Test
  void aSecondProposalWithAStoredIdentifierInTheSameChainIsRefused() {
    ProposalContent content = world.chain.propose(world.dao, 1, "First");
    poll();
    world.chain.propose(world.dao, 1, "Second");
    poll();

    assertThat(world.stored(content).content().description()).isEqualTo("First");
    assertThat(world.store.audit.acts()).contains("proposal.duplicate-id");
  }

  @Test
  void anEndpointThatIsDownMovesNothing() {
    world.chain.propose(world.dao, 1, "Text");
    world.chain.down = true;

    assertThatThrownBy(this::poll)
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE));

    assertThat(world.store.cursors.find(31337, world.dao.governor())).isEmpty();
    world.chain.down = false;
    assertThat(poll().fresh()).isEqualTo(1);
  }

  @Test
  void atLeastTheUnfinalizedBlocksAreRemembered() {
    for (int i = 0; i < 200; i++) {
      world.chain.mine();
      poll();
    }

    Optional<IntakeCursor> cursor = world.store.cursors.find(31337, world.dao.governor());
    List<Long> numbers = cursor.orElseThrow().recent().stream().map(ref -> ref.number()).toList();
    assertThat(numbers).hasSizeGreaterThanOrEqualTo(64).isSorted();
  }
}
