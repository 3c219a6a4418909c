package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.sending.Gates;
import org.prytany.governance.world.World;

/**
 * Two nodes over one store, one of which stands still at some stage for longer than its lease: the
 * other goes on, and the first one, when it wakes up, sends and stores nothing of what it held.
 */
class TwoNodesTest {

  /** What the other node meets meanwhile. */
  private enum Meanwhile {
    NOTHING,
    PAUSED,
    PAUSED_AND_RESUMED,
    VOTING_OVER,
    DONE_BY_A_STRANGER
  }

  private static final int SEEDS = 5;

  @TestFactory
  List<DynamicTest> theOneThatWakesUpLateChangesNothing() {
    List<DynamicTest> cases = new ArrayList<>();
    for (ActKind kind : ActKind.values()) {
      for (Stage stage : Stage.values()) {
        for (Meanwhile meanwhile : Meanwhile.values()) {
          if (stage == Stage.RECALL_STORED && meanwhile != Meanwhile.NOTHING) {
            continue;
          }
          String name = kind + ", still at " + stage + ", meanwhile " + meanwhile;
          cases.add(
              DynamicTest.dynamicTest(
                  name,
                  () -> {
                    for (int seed = 0; seed < SEEDS; seed++) {
                      run(name + " #" + seed, kind, stage, meanwhile, seed);
                    }
                  }));
        }
      }
    }
    System.out.println(
        "Suite 'two nodes': " + cases.size() * SEEDS + " runs in " + cases.size() + " cases");
    return cases;
  }

  private static void run(String which, ActKind kind, Stage stage, Meanwhile meanwhile, int seed) {
    Scene scene = new Scene(kind);
    World world = scene.world;
    world.chain.mining = seed % 2 == 0;
    if (stage == Stage.RECALL_STORED) {
      world.killAt = Optional.of(Stage.SUBMISSION_STORED);
      scene.tryStep();
      world.gates = (dao, its) -> Optional.of("A treasurer paused it.");
    }
    boolean[] still = new boolean[1];
    int[] broadcasts = new int[1];
    String[] before = new String[1];
    world.atStage =
        Optional.of(
            (reached, act) -> {
              if (reached != stage || still[0]) {
                return;
              }
              still[0] = true;
              // The other node has services of its own over the same store.
              world.restart();
              meet(scene, meanwhile);
              scene.rounds(1 + seed);
              broadcasts[0] = world.chain.handedOver.size();
              before[0] = scene.stored().toString();
            });
    for (int i = 0; i < 4 && !still[0]; i++) {
      try {
        scene.step();
      } catch (PrytanyException e) {
        // The node that woke up late finds out that it was overtaken, and stops.
        assertThat(still[0]).as(which).isTrue();
      }
      if (!still[0]) {
        world.chain.mine();
      }
    }
    assertThat(still[0]).as(which + ": the stage was reached").isTrue();
    // Before it took the act up, it held nothing yet: it looks at the chain first, like anybody.
    boolean overtaken =
        stage != Stage.INTENT_STORED && stage != Stage.OUTCOME_STORED && stage != Stage.BROADCAST;
    if (overtaken) {
      assertThat(world.chain.handedOver).as(which + ": it sent").hasSize(broadcasts[0]);
      assertThat(scene.stored().toString()).as(which + ": it stored").isEqualTo(before[0]);
    }
    world.atStage = Optional.empty();
    world.gates = Gates.OPEN;
    scene.rounds(12);

    scene.outcomeIsTheChains(which);
    if (meanwhile == Meanwhile.VOTING_OVER) {
      assertThat(scene.outcome())
          .as(which)
          .get()
          .isInstanceOfAny(
              ActOutcome.Abandoned.class, ActOutcome.Confirmed.class, ActOutcome.Reverted.class);
      return;
    }
    assertThat(scene.doneOnChain()).as(which).isTrue();
    assertThat(scene.outcome())
        .as(which)
        .get()
        .isInstanceOfAny(ActOutcome.Confirmed.class, ActOutcome.DoneElsewhere.class);
    assertThat(world.audit.verify().intact()).as(which).isTrue();
  }

  private static void meet(Scene scene, Meanwhile meanwhile) {
    World world = scene.world;
    boolean open = !scene.doneOnChain();
    switch (meanwhile) {
      case NOTHING -> {
        // It just goes on.
      }
      case PAUSED -> world.gates = (dao, its) -> Optional.of("A treasurer paused it.");
      case PAUSED_AND_RESUMED -> {
        world.gates = (dao, its) -> Optional.of("A treasurer paused it.");
        scene.rounds(4);
        world.gates = Gates.OPEN;
      }
      case VOTING_OVER -> {
        if (open) {
          world.chain.become(
              scene.content,
              scene.kind == ActKind.VOTE ? ProposalState.DEFEATED : ProposalState.CANCELED);
        }
      }
      case DONE_BY_A_STRANGER -> {
        if (open && scene.kind != ActKind.VOTE) {
          world.chain.somebody(
              scene.kind == ActKind.QUEUE
                  ? LifecycleEvent.Kind.QUEUED
                  : LifecycleEvent.Kind.EXECUTED,
              World.STRANGER,
              scene.content);
        }
      }
    }
  }
}
