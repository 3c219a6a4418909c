package org.prytany.governance.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/** Wherever the process is killed, an act is done once, and its outcome is read from the chain. */
class CrashTest {

  private final World world = new World();

  private ProposalContent ready(ActKind kind) {
    ProposalContent content = world.digested(1, "Do we like blue?");
    world.decisions.step(world.dao, world.stored(content));
    if (kind == ActKind.QUEUE) {
      world.chain.become(content, ProposalState.SUCCEEDED);
    } else if (kind == ActKind.EXECUTE) {
      world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
      world.tally.refresh(world.dao, world.stored(content));
      world.approve(content);
    }
    return content;
  }

  private StageOutcome step(ActKind kind, ProposalContent content) {
    var proposal = world.stored(content);
    return switch (kind) {
      case VOTE -> world.ballots.step(world.dao, proposal);
      case QUEUE -> world.queues.step(world.dao, proposal);
      case EXECUTE -> world.executions.step(world.dao, proposal);
    };
  }

  private Act act(ActKind kind, ProposalContent content) {
    return ActSlots.slot(world.stored(content), kind).orElseThrow();
  }

  private static Address account(ActKind kind) {
    return kind == ActKind.VOTE ? World.VOTER : World.EXECUTOR;
  }

  private void finish(ActKind kind, ProposalContent content) {
    for (int i = 0; i < 4; i++) {
      step(kind, content);
      world.chain.mine();
    }
  }

  static Stream<Arguments> everyStage() {
    return Stream.of(ActKind.values())
        .flatMap(
            kind ->
                Stream.of(Stage.values())
                    .filter(stage -> stage != Stage.RECALL_STORED)
                    .flatMap(
                        stage ->
                            Stream.of(
                                Arguments.of(kind, stage, true),
                                Arguments.of(kind, stage, false))));
  }

  @ParameterizedTest(name = "{0} killed at {1}, mined at once: {2}")
  @MethodSource("everyStage")
  void anActKilledAnywhereIsDoneOnce(ActKind kind, Stage stage, boolean minedAtOnce) {
    ProposalContent content = ready(kind);
    world.chain.mining = minedAtOnce;
    world.killAt = Optional.of(stage);

    boolean killed = false;
    for (int i = 0; i < 3 && !killed; i++) {
      try {
        step(kind, content);
        world.chain.mine();
      } catch (World.Killed e) {
        killed = true;
      }
    }
    assertThat(killed).isTrue();
    world.restart();
    finish(kind, content);

    assertThat(act(kind, content).outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);
    assertThat(world.chain.transactionCount(world.dao, account(kind))).isEqualTo(1);
    assertThat(world.chain.broadcasts)
        .containsOnly(act(kind, content).submission().get().rawTransaction());
    assertThat(world.keys.acts()).isEqualTo(1);
    assertThat(world.audit.verify().intact()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = ActKind.class,
      names = {"QUEUE", "EXECUTE"})
  void anActThatWasSignedForTheFutureIsDoneOnceTheSignersEndpointIsHonest(ActKind kind) {
    ProposalContent content = ready(kind);
    world.keys.countAhead = 500;
    step(kind, content);
    assertThat(act(kind, content).submission()).get().matches(form -> form.nonce() == 500);
    world.keys.countAhead = 0;
    for (int i = 0; i < 60; i++) {
      step(kind, content);
      world.chain.mine();
    }

    assertThat(act(kind, content).outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);
    assertThat(world.chain.count(account(kind))).isEqualTo(1);
    assertThat(act(kind, content).submission()).get().matches(form -> form.nonce() == 0);
  }

  static Stream<Arguments> beforeItIsSent() {
    return Stream.of(ActKind.QUEUE, ActKind.EXECUTE)
        .flatMap(
            kind ->
                Stream.of(Stage.values())
                    .filter(stage -> stage.compareTo(Stage.MARKED_SENT) < 0)
                    .map(stage -> Arguments.of(kind, stage)));
  }

  @ParameterizedTest(name = "{0} killed at {1}")
  @MethodSource("beforeItIsSent")
  void whatAStrangerDidMeanwhileIsNotDoneAgain(ActKind kind, Stage stage) {
    ProposalContent content = ready(kind);
    world.killAt = Optional.of(stage);
    assertThatThrownBy(() -> step(kind, content)).isInstanceOf(World.Killed.class);

    world.chain.somebody(
        kind == ActKind.QUEUE ? LifecycleEvent.Kind.QUEUED : LifecycleEvent.Kind.EXECUTED,
        World.STRANGER,
        content);
    world.restart();
    finish(kind, content);

    assertThat(act(kind, content).outcome())
        .get()
        .isInstanceOfSatisfying(
            ActOutcome.DoneElsewhere.class,
            done -> assertThat(done.by()).isEqualTo(World.STRANGER.hex()));
    assertThat(act(kind, content).sent()).isFalse();
    // What was signed is taken back, or its nonce would hold up every later act.
    assertThat(world.chain.broadcasts).noneMatch(raw(act(kind, content).own().forms())::contains);
    assertThat(world.chain.count(World.EXECUTOR)).isEqualTo(world.keys.acts());
  }

  private static java.util.List<String> raw(java.util.List<Act.Submission> forms) {
    return forms.stream().map(Act.Submission::rawTransaction).toList();
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.EnumSource(ActKind.class)
  void aLostAnswerIsAnUnknownOutcomeAndNotAFailure(ActKind kind) {
    ProposalContent content = ready(kind);
    world.chain.loseNextAnswer = true;

    assertThatThrownBy(() -> step(kind, content)).isInstanceOf(PrytanyException.class);
    assertThat(act(kind, content).settled()).isFalse();
    finish(kind, content);

    assertThat(act(kind, content).outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);
    assertThat(world.chain.broadcasts).hasSize(1);
  }

  @Test
  void aVoteThatTheChainHasTheOtherWayRoundIsAnAlarmAndNeverConfirmed() {
    ProposalContent content = ready(ActKind.VOTE);
    world.chain.encoded = java.util.Map.of(Support.FOR, 0, Support.AGAINST, 1, Support.ABSTAIN, 2);

    step(ActKind.VOTE, content);

    assertThat(step(ActKind.VOTE, content))
        .isInstanceOfSatisfying(
            StageOutcome.NeedsPeople.class,
            people -> assertThat(people.detail()).startsWith("VOTE_DIFFERS"));
    assertThat(step(ActKind.VOTE, content)).isInstanceOf(StageOutcome.Done.class);
    assertThat(act(ActKind.VOTE, content).outcome()).get().isInstanceOf(ActOutcome.Contrary.class);
    assertThat(world.store.audit.acts()).containsOnlyOnce("vote.contrary");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.EnumSource(
      value = Stage.class,
      names = {"SIGNED", "SUBMISSION_STORED", "MARKED_SENT"})
  void aNonceThatAnotherTransactionTookLosesNoVote(Stage stage) {
    ProposalContent content = ready(ActKind.VOTE);
    world.chain.mining = false;
    world.killAt = Optional.of(stage);
    assertThatThrownBy(() -> step(ActKind.VOTE, content)).isInstanceOf(World.Killed.class);

    world.chain.useNonce(World.VOTER);
    world.restart();
    finish(ActKind.VOTE, content);

    assertThat(act(ActKind.VOTE, content).outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);
    assertThat(act(ActKind.VOTE, content).submission().orElseThrow().nonce()).isEqualTo(1);
    assertThat(world.chain.vote(content.key(), World.VOTER)).isPresent();
  }

  @Test
  void aSignatureLostInACrashWhoseCallWouldFailNowGivesUpItsNonceAndIsSignedAgainLater() {
    ProposalContent first = ready(ActKind.VOTE);
    ProposalContent second = world.digested(2, "Do we like green?");
    world.decisions.step(world.dao, world.stored(second));
    world.killAt = Optional.of(Stage.SIGNED);
    assertThatThrownBy(() -> step(ActKind.VOTE, first)).isInstanceOf(World.Killed.class);

    world.restart();
    world.chain.reverting = Optional.of(first.key().toString());
    step(ActKind.VOTE, first);
    step(ActKind.VOTE, first);
    assertThat(act(ActKind.VOTE, first).outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    finish(ActKind.VOTE, second);
    world.chain.reverting = Optional.empty();
    finish(ActKind.VOTE, first);

    assertThat(act(ActKind.VOTE, first).outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);
    assertThat(act(ActKind.VOTE, second).outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);
    assertThat(world.keys.acts()).isEqualTo(2);
  }

  @Test
  void aCallThatWouldFailKeepsNoNonceFromOthers() {
    ProposalContent first = ready(ActKind.VOTE);
    ProposalContent second = world.digested(2, "Do we like green?");
    world.decisions.step(world.dao, world.stored(second));
    for (Stage stage : java.util.List.of(Stage.INTENT_STORED, Stage.PREPARED)) {
      world.killAt = Optional.of(stage);
      assertThatThrownBy(() -> step(ActKind.VOTE, first)).isInstanceOf(World.Killed.class);
      world.restart();
    }
    world.chain.reverting = Optional.of(first.key().toString());
    assertThat(step(ActKind.VOTE, first)).isInstanceOf(StageOutcome.Held.class);

    finish(ActKind.VOTE, second);

    assertThat(act(ActKind.VOTE, second).outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);
  }

  @Test
  void aQueueingThatIsBlockedAfterACrashHoldsUpNoOtherAct() {
    ProposalContent content = ready(ActKind.QUEUE);
    world.killAt = Optional.of(Stage.PREPARED);
    assertThatThrownBy(() -> step(ActKind.QUEUE, content)).isInstanceOf(World.Killed.class);
    world.restart();
    becomesUnexplained();

    assertThat(step(ActKind.QUEUE, content)).isInstanceOf(StageOutcome.Held.class);

    assertThat(world.stored(content).queue()).isEmpty();
    assertThat(world.keys.acts()).isZero();
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.tally.refresh(world.dao, world.stored(content));
    assertThat(act(ActKind.QUEUE, content).outcome())
        .get()
        .isInstanceOf(ActOutcome.DoneElsewhere.class);
  }

  @Test
  void whatDoesSomethingElseThanWhenItWasVotedOnIsNotQueued() {
    ProposalContent content = ready(ActKind.QUEUE);
    becomesUnexplained();

    assertThat(step(ActKind.QUEUE, content)).isInstanceOf(StageOutcome.Held.class);

    assertThat(world.stored(content).queue()).isEmpty();
    assertThat(world.chain.broadcasts).isEmpty();
    world.chain.mine();
    world.chain.effects = java.util.List.of();
    finish(ActKind.QUEUE, content);
    assertThat(act(ActKind.QUEUE, content).outcome())
        .get()
        .isInstanceOf(ActOutcome.Confirmed.class);
  }

  @Test
  void aVoteThatWasSignedForOtherEffectsIsNotSent() {
    ProposalContent content = ready(ActKind.VOTE);
    world.killAt = Optional.of(Stage.SUBMISSION_STORED);
    assertThatThrownBy(() -> step(ActKind.VOTE, content)).isInstanceOf(World.Killed.class);
    world.restart();
    becomesUnexplained();
    // An operator asks for a new simulation before the vote has its turn.
    world.digests.refreshEffects(world.dao, world.stored(content));

    assertThat(step(ActKind.VOTE, content)).isInstanceOf(StageOutcome.Waiting.class);
    assertThat(step(ActKind.VOTE, content)).isInstanceOf(StageOutcome.NeedsPeople.class);

    Act vote = act(ActKind.VOTE, content);
    assertThat(vote.outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    assertThat(world.chain.broadcasts)
        .hasSize(1)
        .doesNotContainAnyElementsOf(raw(vote.own().forms()));
    assertThat(world.store.audit.acts())
        .containsOnlyOnce("vote.recall-intended")
        .containsOnlyOnce("vote.taken-back");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.EnumSource(ActKind.class)
  void whatWasSignedForAnotherContentUnderTheSameIdIsTakenBack(ActKind kind) {
    ProposalContent content = ready(kind);
    world.killAt = Optional.of(Stage.SUBMISSION_STORED);
    assertThatThrownBy(() -> step(kind, content)).isInstanceOf(World.Killed.class);
    world.restart();
    Proposal signed = world.stored(content);
    ProposalContent other = world.chain.propose(world.dao, 1, "Do we like red?");
    world.store.proposals.compareAndSwap(signed.change().content(other).build());

    assertThat(step(kind, content)).isInstanceOf(StageOutcome.Waiting.class);
    step(kind, content);

    assertThat(act(kind, content).outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    assertThat(world.chain.handedOver).noneMatch(raw(act(kind, content).own().forms())::contains);
  }

  private void becomesUnexplained() {
    world.chain.mine();
    world.chain.effects =
        java.util.List.of(
            new org.prytany.spi.Effect(
                org.prytany.spi.Effect.Kind.UNKNOWN_CALL,
                World.STRANGER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                java.math.BigInteger.ZERO,
                "0xdeadbeef",
                ""));
  }

  @Test
  void aVoteThatCanNoLongerBeCastIsAbandonedAndItsNonceFreed() {
    ProposalContent content = ready(ActKind.VOTE);
    world.killAt = Optional.of(Stage.SUBMISSION_STORED);
    assertThatThrownBy(() -> step(ActKind.VOTE, content)).isInstanceOf(World.Killed.class);

    world.chain.become(content, ProposalState.DEFEATED);
    world.restart();
    step(ActKind.VOTE, content);
    assertThat(act(ActKind.VOTE, content).settled()).isFalse();
    step(ActKind.VOTE, content);

    assertThat(act(ActKind.VOTE, content).outcome()).get().isInstanceOf(ActOutcome.Abandoned.class);
    assertThat(world.chain.count(World.VOTER)).isEqualTo(1);
  }

  @Test
  void aVoteCastByHandIsFoundAndNotCastAgain() {
    ProposalContent content = ready(ActKind.VOTE);
    String byHand =
        "0x"
            + java.util.HexFormat.of()
                .formatHex(
                    (World.VOTER
                            + "|0|"
                            + world.chain.vote(world.dao, content, 1, "by hand").calldata()
                            + "|100|100|by hand")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    world.chain.broadcast(world.dao, byHand);

    step(ActKind.VOTE, content);

    assertThat(act(ActKind.VOTE, content).outcome())
        .get()
        .isInstanceOf(ActOutcome.DoneElsewhere.class);
    assertThat(world.keys.acts()).isZero();
  }

  @Test
  void effectsThatChangeBetweenDecisionAndSignatureTakeTheDecisionBack() {
    ProposalContent content = ready(ActKind.VOTE);
    world.killAt = Optional.of(Stage.INTENT_STORED);
    assertThatThrownBy(() -> step(ActKind.VOTE, content)).isInstanceOf(World.Killed.class);

    world.chain.mine();
    world.chain.effects =
        java.util.List.of(
            new org.prytany.spi.Effect(
                org.prytany.spi.Effect.Kind.UNKNOWN_CALL,
                World.STRANGER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                java.math.BigInteger.ZERO,
                "0xdeadbeef",
                ""));
    world.restart();
    step(ActKind.VOTE, content);

    assertThat(world.stored(content).ballot()).isEmpty();
    assertThat(world.stored(content).decision()).isEmpty();
    assertThat(world.keys.acts()).isZero();
    world.decisions.step(world.dao, world.stored(content));
    assertThat(world.stored(content).decision().orElseThrow().decision())
        .isInstanceOf(VoteDecision.Escalate.class);
  }
}
