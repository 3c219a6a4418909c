package org.prytany.governance.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/**
 * What the chain said of a block is remembered for as long as that block is the newest one. Attack:
 * between what was asked first and the moment in which the bytes would leave, something changes, at
 * each stage before the handing over is recorded.
 *
 * <p>Invariant: bytes leave only if all holds in that moment that would have to hold to sign them.
 */
class ChangedMeanwhileTest {

  private static final Set<Stage> BEFORE_IT_LEAVES =
      Set.of(Stage.INTENT_STORED, Stage.PREPARED, Stage.SIGNED, Stage.SUBMISSION_STORED);

  private final World world = new World();
  private ProposalContent content;

  /** What changes. */
  enum Change {
    A_REORG_TAKES_THE_QUEUEING(
        test -> {
          test.world.chain.become(test.content, ProposalState.SUCCEEDED);
          test.world.chain.reorganise(1);
        }),
    A_REORG_QUEUES_IT_LATER(test -> test.queuedAnew(100_000)),
    A_REORG_QUEUES_IT_A_MOMENT_LATER(test -> test.queuedAnew(30)),
    A_TREASURER_REJECTS(
        test ->
            test.world.approvals.submit(
                test.world.statement(
                    test.content, TreasurerStatement.Kind.REJECT, World.TREASURER_B, "wait"))),
    A_STRANGER_EXECUTES(
        test -> {
          test.world.chain.somebody(LifecycleEvent.Kind.EXECUTED, World.STRANGER, test.content);
          test.world.chain.mineNow();
        }),
    SOMEBODY_CANCELS(
        test -> {
          test.world.chain.become(test.content, ProposalState.CANCELED);
          test.world.chain.mineNow();
        }),
    THE_EFFECTS_ARE_OTHERS(
        test -> {
          test.world.chain.effects = List.of(test.pays());
          test.world.chain.mineNow();
        });

    private final Consumer<ChangedMeanwhileTest> happens;

    Change(Consumer<ChangedMeanwhileTest> happens) {
      this.happens = happens;
    }
  }

  private void queuedAnew(long secondsLater) {
    world.chain.become(content, ProposalState.SUCCEEDED);
    world.chain.reorganise(1);
    world.chain.delay = secondsLater;
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.chain.mineNow();
  }

  private Effect pays() {
    return new Effect(
        Effect.Kind.TRANSFER,
        Address.ZERO,
        Optional.of(world.dao.treasury()),
        Optional.of(World.STRANGER),
        Optional.of(Token.NATIVE),
        BigInteger.valueOf(5),
        "",
        "");
  }

  private void queuedAndApproved() {
    proposed();
    queued();
  }

  private void proposed() {
    content = world.digested(1, "Do we like blue?");
  }

  private void queued() {
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.line.look(world.dao);
    world.approve(content);
    world.chain.mining = false;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "A_REORG_QUEUES_IT_A_MOMENT_LATER")
  void nothingLeaves(Change change) {
    for (Stage stage : BEFORE_IT_LEAVES) {
      ChangedMeanwhileTest test = new ChangedMeanwhileTest();
      test.attack(change, stage);
    }
  }

  private void attack(Change change, Stage at) {
    queuedAndApproved();
    boolean[] happened = once(at, change);

    world.tick();
    world.turn(6);

    assertThat(happened[0]).isTrue();
    assertThat(world.keys.signedActs)
        .as(change + " at " + at)
        .noneMatch(world.chain.handedOver::contains);
    Optional<Act> act = world.stored(content).execution();
    assertThat(act.filter(its -> its.status() == ActStatus.CONFIRMED)).isEmpty();
    assertThat(world.store.audit.entries.stream().map(AuditEntry::act))
        .filteredOn("execute.effects-changed-since-approval"::equals)
        .hasSize(change == Change.THE_EFFECTS_ARE_OTHERS ? 1 : 0);
    assertThat(act.flatMap(Act::outcome).filter(ActOutcome.Reverted.class::isInstance)).isEmpty();
  }

  /**
   * Attack: what is signed has to wait for days, and every later payout would wait for its nonce.
   */
  @ParameterizedTest
  @EnumSource(names = {"SIGNED", "SUBMISSION_STORED"})
  void aPayoutThatIsQueuedForLaterHoldsNoOtherOneUp(Stage at) {
    queuedInABlockOfItsOwn();
    boolean[] happened = once(at, Change.A_REORG_QUEUES_IT_LATER);
    world.tick();
    assertThat(happened[0]).isTrue();
    world.chain.delay = 0;
    ProposalContent other = world.digested(2, "Do we like red?");
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, other);
    world.line.look(world.dao);
    world.approve(other);
    world.chain.mining = true;

    world.turn(6);
    assertThat(world.chain.state(other.key())).isEqualTo(ProposalState.EXECUTED);
    assertThat(world.chain.state(content.key())).isEqualTo(ProposalState.QUEUED);

    world.chain.time += 100_000;
    world.approve(content);
    world.turn(6);

    assertThat(world.chain.state(content.key())).isEqualTo(ProposalState.EXECUTED);
    assertThat(world.stored(content).execution().orElseThrow().status())
        .isEqualTo(ActStatus.CONFIRMED);
  }

  /** A reorg that only moves the queueing by some blocks costs nothing. */
  @ParameterizedTest
  @ValueSource(longs = {0, 86_400})
  void aPayoutThatWaitsForMomentsIsNotTakenBack(long chainAhead) {
    world.chainAhead = chainAhead;
    queuedInABlockOfItsOwn();
    once(Stage.SUBMISSION_STORED, Change.A_REORG_QUEUES_IT_A_MOMENT_LATER);

    world.tick();
    world.chain.mining = true;
    world.turn(10);

    assertThat(world.keys.signedRecalls).isEmpty();
    assertThat(world.chain.state(content.key())).isEqualTo(ProposalState.EXECUTED);
  }

  /** One look without the queueing, however long the payout has been open, costs nothing. */
  @Test
  void aPayoutThatWasOpenForLongIsNotTakenBackAtTheFirstLookThatDoesNotShowItQueued() {
    queuedInABlockOfItsOwn();
    world.chain.refusing = true;
    world.tick();
    looks(80);
    world.chain.become(content, ProposalState.SUCCEEDED);
    looks(2);
    world.chain.become(content, ProposalState.QUEUED);
    looks(80);

    assertThat(world.stored(content).execution())
        .get()
        .satisfies(act -> assertThat(act.submission()).isPresent())
        .satisfies(act -> assertThat(act.recall()).isEmpty())
        .satisfies(act -> assertThat(act.takenBack()).isZero());
  }

  /** What stays without its queueing gives its nonce back. */
  @Test
  void aPayoutThatStaysUnqueuedIsTakenBack() {
    queuedInABlockOfItsOwn();
    world.chain.refusing = true;
    world.tick();
    world.chain.become(content, ProposalState.SUCCEEDED);
    looks(80);

    assertThat(world.stored(content).execution().flatMap(Act::recall)).isPresent();
  }

  private void looks(int blocks) {
    for (int i = 0; i < blocks; i++) {
      world.chain.time += 12;
      world.chain.mineNow();
      world.tick();
    }
  }

  /** A reorg of one block takes the queueing, and not the proposal with it. */
  private void queuedInABlockOfItsOwn() {
    proposed();
    world.chain.mineNow();
    queued();
  }

  private boolean[] once(Stage at, Change change) {
    boolean[] happened = new boolean[1];
    world.atStage =
        Optional.of(
            (stage, act) -> {
              if (stage == at && !happened[0]) {
                happened[0] = true;
                change.happens.accept(this);
              }
            });
    return happened;
  }

  /** Attack: the first form pays too little, and the effects change before the second one goes. */
  @ParameterizedTest
  @EnumSource(names = {"PREPARED", "SIGNED", "SUBMISSION_STORED"})
  void whatLeavesSecondInAStepIsHeldAgainstTheNewestBlockToo(Stage at) {
    queuedAndApproved();
    int[] forms = {0};
    world.atStage =
        Optional.of(
            (stage, act) -> {
              forms[0] += stage == Stage.PREPARED ? 1 : 0;
              if (stage == Stage.PREPARED && forms[0] == 1) {
                world.chain.mineNow();
              }
              if (stage == Stage.MARKED_SENT) {
                world.chain.leastTip = 1_000;
              }
              if (stage == at && forms[0] == 2) {
                Change.THE_EFFECTS_ARE_OTHERS.happens.accept(this);
              }
            });

    world.tick();

    assertThat(forms[0]).isEqualTo(2);
    assertThat(world.chain.handedOver).hasSize(1);
    assertThat(world.chain.broadcasts).isEmpty();
  }

  /** The same with a quiet block: the second form goes. */
  @Test
  void theSecondFormGoesOnAQuietBlock() {
    queuedAndApproved();
    world.atStage =
        Optional.of(
            (stage, act) -> {
              if (stage == Stage.PREPARED) {
                world.chain.mineNow();
              }
              if (stage == Stage.MARKED_SENT) {
                world.chain.leastTip = 1_000;
              }
            });

    world.tick();

    assertThat(world.chain.handedOver).hasSize(2);
    assertThat(world.chain.broadcasts).hasSize(1);
  }

  /** The same without an attack does leave, so that the others could have. */
  @ParameterizedTest
  @EnumSource(names = {"INTENT_STORED", "PREPARED", "SIGNED", "SUBMISSION_STORED"})
  void aBlockInWhichNothingHappensStopsNothing(Stage at) {
    queuedAndApproved();
    world.atStage =
        Optional.of(
            (stage, act) -> {
              if (stage == at) {
                world.chain.mineNow();
              }
            });

    world.tick();

    assertThat(world.chain.broadcasts).isEqualTo(world.keys.signedActs).hasSize(1);
  }

  /** Attack: a chain that has another block whenever it is asked, or a machine that is too slow. */
  @Test
  void blocksThatComeFasterThanTheyAreAskedAboutDelayNothing() {
    queuedAndApproved();
    world.chain.hurries = true;
    int before = world.chain.simulated;

    world.tick();

    assertThat(world.chain.broadcasts).isEqualTo(world.keys.signedActs).hasSize(1);
    assertThat(world.chain.simulated - before).isLessThan(8);
  }
}
