package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.sending.Gates;
import org.prytany.governance.world.MemoryStore.Proposals.Fault;
import org.prytany.governance.world.World;

/**
 * Whatever happens at whatever stage of an act, it is done once, or taken back where it may not be
 * done, and what is stored about it is what the chain has.
 */
class EveryStageTest {

  /** What happens at a stage. */
  private enum Happening {
    KILLED,
    STORE_DOWN,
    DISK_FULL,
    PAUSED_PAST_ITS_LEASE,
    SIGNER_GONE
  }

  private static final int SEEDS = 4;

  @TestFactory
  List<DynamicTest> whateverHappensAtAnyStageItIsDoneOnce() {
    List<DynamicTest> cases = new ArrayList<>();
    int runs = 0;
    for (ActKind kind : ActKind.values()) {
      for (Stage stage : Stage.values()) {
        for (Happening fault : Happening.values()) {
          for (boolean mined : List.of(true, false)) {
            String name = kind + ", " + fault + " at " + stage + (mined ? ", mined at once" : "");
            runs += SEEDS;
            cases.add(
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      for (int seed = 0; seed < SEEDS; seed++) {
                        run(name + " #" + seed, kind, stage, fault, mined, seed);
                      }
                    }));
          }
        }
      }
    }
    System.out.println("Suite 'every stage': " + runs + " runs in " + cases.size() + " cases");
    return cases;
  }

  private static void run(
      String which, ActKind kind, Stage stage, Happening fault, boolean mined, int seed) {
    Scene scene = new Scene(kind);
    World world = scene.world;
    boolean takenBack =
        stage == Stage.RECALL_STORED || (seed % 2 == 1 && stage != Stage.INTENT_STORED);
    world.chain.mining = mined;
    if (takenBack) {
      // It is signed, and then paused before it is sent.
      world.killAt = Optional.of(Stage.SUBMISSION_STORED);
      scene.tryStep();
      world.gates = (dao, its) -> Optional.of("A treasurer paused it.");
    }

    boolean[] happened = new boolean[1];
    world.atStage =
        Optional.of(
            (reached, act) -> {
              if (reached == stage && !happened[0]) {
                happened[0] = true;
                happen(scene, fault);
              }
            });
    for (int i = 0; i < 4 && !happened[0]; i++) {
      scene.tryStep();
      world.chain.mine();
    }
    world.atStage = Optional.empty();
    assertThat(happened[0]).as(which + ": the stage was reached").isTrue();
    world.store.proposals.fault = Fault.NONE;
    scene.restart();
    scene.rounds(6);

    scene.outcomeIsTheChains(which);
    if (takenBack) {
      assertThat(scene.doneOnChain()).as(which + ": paused").isFalse();
      assertThat(scene.outcome()).as(which).get().isInstanceOf(ActOutcome.Recalled.class);
      assertThat(world.chain.handedOver).as(which).noneMatch(world.keys.signedActs::contains);
      world.gates = Gates.OPEN;
      scene.rounds(8);
    }
    assertThat(scene.outcome()).as(which).get().isInstanceOf(ActOutcome.Confirmed.class);
    assertThat(scene.doneByUs()).as(which).isEqualTo(1);
    assertThat(world.chain.count(scene.account)).as(which).isEqualTo(takenBack ? 2 : 1);
    assertThat(world.audit.verify().intact()).as(which).isTrue();
    scene.outcomeIsTheChains(which);
  }

  private static void happen(Scene scene, Happening fault) {
    World world = scene.world;
    switch (fault) {
      case KILLED -> throw new World.Killed();
      case STORE_DOWN -> world.store.proposals.fault = Fault.DOWN;
      case DISK_FULL -> world.store.proposals.fault = Fault.FULL;
      case SIGNER_GONE ->
          world.keys.refusal =
              Optional.of(
                  new PrytanyException(
                      FailureCode.SIGNER_UNAVAILABLE, "the signer does not answer"));
      case PAUSED_PAST_ITS_LEASE -> {
        // Another node works on; then this one goes on where it was.
        world.atStage = Optional.empty();
        world.restart();
        scene.rounds(5);
      }
    }
  }
}
