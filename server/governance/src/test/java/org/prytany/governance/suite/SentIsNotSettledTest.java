package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.VoteDecision;

/**
 * An act that was signed, and marked as sent, and did not get to the chain or was taken out of it
 * again, does not leave once anything changed that it stood on. When all holds again, it is done,
 * once.
 */
class SentIsNotSettledTest {

  /** How it came that what was signed is not on the chain. */
  private enum Interruption {
    KILLED_AT_MARK,
    NO_COIN,
    UNDERPRICED,
    ANSWER_LOST,
    REORG
  }

  /** What changes then. */
  private enum Change {
    REJECTED,
    EXPIRED,
    TREASURER_REMOVED,
    THRESHOLD_RAISED,
    EFFECTS_CHANGED,
    PAUSED,
    ACCOUNT_REMOVED,
    DECISION_REPLACED,
    PROPOSAL_GONE
  }

  private static final int SEEDS = 10;

  private static List<Change> changes(ActKind kind) {
    return switch (kind) {
      case VOTE ->
          List.of(
              Change.EFFECTS_CHANGED,
              Change.PAUSED,
              Change.ACCOUNT_REMOVED,
              Change.DECISION_REPLACED,
              Change.PROPOSAL_GONE,
              Change.EXPIRED);
      case QUEUE ->
          List.of(
              Change.REJECTED,
              Change.EXPIRED,
              Change.TREASURER_REMOVED,
              Change.EFFECTS_CHANGED,
              Change.PAUSED,
              Change.ACCOUNT_REMOVED);
      case EXECUTE ->
          List.of(
              Change.REJECTED,
              Change.EXPIRED,
              Change.TREASURER_REMOVED,
              Change.THRESHOLD_RAISED,
              Change.EFFECTS_CHANGED,
              Change.PAUSED);
    };
  }

  @TestFactory
  List<DynamicTest> whatWouldNotBeSignedNowIsNotSentNow() {
    List<DynamicTest> cases = new ArrayList<>();
    for (ActKind kind : ActKind.values()) {
      for (Interruption interruption : Interruption.values()) {
        for (Change change : changes(kind)) {
          String name = kind + ", " + interruption + ", then " + change;
          cases.add(
              DynamicTest.dynamicTest(
                  name,
                  () -> {
                    for (int seed = 0; seed < SEEDS; seed++) {
                      run(name + " #" + seed, kind, interruption, change, seed);
                    }
                  }));
        }
      }
    }
    System.out.println(
        "Suite 'sent is not settled': "
            + cases.size() * SEEDS
            + " runs in "
            + cases.size()
            + " cases");
    return cases;
  }

  private static void run(
      String which, ActKind kind, Interruption interruption, Change change, int seed) {
    Scene scene = new Scene(kind);
    World world = scene.world;
    for (int i = 0; i < seed % 4; i++) {
      world.chain.mine();
    }
    interrupt(scene, interruption);
    assertThat(scene.act().orElseThrow().sent()).as(which).isTrue();
    assertThat(scene.doneOnChain()).as(which).isFalse();

    int broadcasts = world.chain.handedOver.size();
    List<String> signed = List.copyOf(world.keys.signedActs);
    // What nobody sealed is decided again, so the vote may be cast anew; the old one never.
    boolean decidedAgain = change == Change.DECISION_REPLACED;
    boolean stillInThePool = interruption == Interruption.ANSWER_LOST;
    apply(scene, change, seed);
    if (seed % 2 == 0) {
      scene.restart();
    }
    if (seed % 3 == 0) {
      // Still broken for a while.
      scene.tryStep();
    }
    mend(scene);
    if (stillInThePool && seed % 5 == 4 && change != Change.EXPIRED) {
      // It was on its way, and a block has it before it can be taken back.
      world.chain.mine();
    }
    scene.rounds(8);

    assertThat(
            world.chain.handedOver.subList(broadcasts, world.chain.handedOver.size()).stream()
                .filter(signed::contains))
        .as(which + ": bytes left")
        .isEmpty();
    if (!decidedAgain) {
      assertThat(world.keys.signedActs).as(which + ": it was signed").isEqualTo(signed);
    }
    scene.outcomeIsTheChains(which);
    if (scene.doneOnChain()) {
      assertThat(stillInThePool || decidedAgain).as(which).isTrue();
      return;
    }
    boolean lasting = change == Change.EXPIRED && kind == ActKind.VOTE;
    if (lasting) {
      // What was in the pool already may be mined, too late to do anything.
      assertThat(scene.outcome().orElseThrow())
          .as(which)
          .isInstanceOfAny(
              ActOutcome.Abandoned.class,
              stillInThePool ? ActOutcome.Reverted.class : ActOutcome.Abandoned.class);
    } else {
      assertThat(scene.outcome()).as(which).get().isInstanceOf(ActOutcome.Recalled.class);
    }
    assertThat(world.chain.count(scene.account)).as(which).isEqualTo(1);
    if (lasting) {
      return;
    }

    undo(scene, change, seed);
    scene.rounds(10);

    assertThat(scene.doneOnChain()).as(which + ": everything holds again").isTrue();
    assertThat(scene.doneByUs()).as(which).isEqualTo(1);
    scene.outcomeIsTheChains(which);
  }

  private static void interrupt(Scene scene, Interruption interruption) {
    World world = scene.world;
    switch (interruption) {
      case KILLED_AT_MARK -> world.killAt = Optional.of(Stage.MARKED_SENT);
      case NO_COIN -> world.chain.poor.add(scene.account);
      case UNDERPRICED ->
          world.atStage =
              Optional.of(
                  (stage, act) -> {
                    if (stage == Stage.SIGNED) {
                      world.chain.leastTip = 50;
                      world.chain.feeCap = 20;
                    }
                  });
      case ANSWER_LOST -> {
        world.chain.mining = false;
        world.chain.loseNextAnswer = true;
      }
      case REORG -> {
        scene.step();
        scene.step();
        world.intake.poll(world.dao);
        assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Confirmed.class);
        world.chain.unmine(
            scene.act().orElseThrow().submission().orElseThrow().transactionHash(),
            scene.account,
            scene.content.key(),
            switch (scene.kind) {
              case VOTE -> ProposalState.ACTIVE;
              case QUEUE -> ProposalState.SUCCEEDED;
              case EXECUTE -> ProposalState.QUEUED;
            });
        world.chain.reorganise(1);
        world.intake.poll(world.dao);
        assertThat(scene.outcome()).get().isInstanceOf(ActOutcome.Unknown.class);
        return;
      }
    }
    scene.tryStep();
    world.atStage = Optional.empty();
  }

  private static void mend(Scene scene) {
    scene.world.chain.poor.clear();
    scene.world.chain.leastTip = 1;
    scene.world.chain.feeCap = Long.MAX_VALUE;
  }

  private static Address one(int seed) {
    return seed % 2 == 0 ? World.TREASURER_A : World.TREASURER_B;
  }

  private static void apply(Scene scene, Change change, int seed) {
    World world = scene.world;
    switch (change) {
      case REJECTED ->
          scene.say(
              Kind.REJECT, scene.kind == ActKind.QUEUE ? World.TREASURER_A : one(seed), List.of());
      case EXPIRED -> world.chain.time += 200_000;
      case TREASURER_REMOVED -> {
        boolean withoutA = scene.kind == ActKind.QUEUE || seed % 2 == 0;
        world.dao =
            Scene.dao(2, true, withoutA ? World.TREASURER_B : World.TREASURER_A, Scene.TREASURER_C);
        scene.restart();
      }
      case THRESHOLD_RAISED -> {
        world.dao = Scene.dao(3, true, World.TREASURER_A, World.TREASURER_B, Scene.TREASURER_C);
        scene.restart();
      }
      case EFFECTS_CHANGED -> world.chain.effects = List.of(Scene.pays(6));
      case PAUSED -> world.gates = (dao, kind) -> Optional.of("A treasurer paused it.");
      case ACCOUNT_REMOVED -> {
        world.dao = Scene.dao(2, false, World.TREASURER_A, World.TREASURER_B, Scene.TREASURER_C);
        scene.restart();
      }
      case DECISION_REPLACED ->
          // Somebody writes into the store.
          store(
              scene,
              scene
                  .stored()
                  .change()
                  .decision(
                      scene
                          .stored()
                          .decision()
                          .map(
                              decided ->
                                  new Decided(
                                      new VoteDecision.Escalate("other", "look"),
                                      decided.plugin(),
                                      decided.contentHash(),
                                      decided.block(),
                                      decided.votingPower(),
                                      decided.decidedAt())))
                  .build());
      case PROPOSAL_GONE -> {
        // Else it would be read again.
        world.chain.withoutLogsOf(scene.content);
        store(scene, scene.stored().change().removedByReorg(true).build());
      }
    }
    if (change == Change.EXPIRED && scene.kind == ActKind.VOTE) {
      world.chain.become(scene.content, ProposalState.DEFEATED);
    }
  }

  private static void store(Scene scene, Proposal proposal) {
    scene.world.store.proposals.compareAndSwap(proposal);
  }

  private static void undo(Scene scene, Change change, int seed) {
    World world = scene.world;
    switch (change) {
      case REJECTED -> {
        TreasurerStatement rejection =
            scene.stored().statements(Kind.REJECT).findFirst().orElseThrow();
        if (scene.kind == ActKind.QUEUE) {
          scene.say(Kind.WITHDRAW, World.TREASURER_A, List.of(rejection.name()));
          scene.say(Kind.OVERRIDE, World.TREASURER_A, List.of());
        } else {
          scene.say(Kind.APPROVE, one(seed), List.of());
        }
      }
      case EXPIRED -> again(scene);
      case TREASURER_REMOVED, THRESHOLD_RAISED, ACCOUNT_REMOVED -> {
        world.dao = Scene.dao(2, true, World.TREASURER_A, World.TREASURER_B, Scene.TREASURER_C);
        scene.restart();
        if (change == Change.TREASURER_REMOVED) {
          again(scene);
        }
      }
      case EFFECTS_CHANGED -> {
        world.chain.effects = scene.kind == ActKind.QUEUE ? List.of(Scene.pays(5)) : List.of();
        // What went to people stays with them until somebody asks for a new simulation.
        world.chain.mine();
        world.digests.refreshEffects(world.dao, scene.stored());
      }
      case PAUSED -> world.gates = org.prytany.governance.sending.Gates.OPEN;
      case DECISION_REPLACED ->
          store(scene, scene.stored().change().decision(Optional.empty()).build());
      case PROPOSAL_GONE -> {
        world.chain.put(scene.content);
        store(scene, scene.stored().change().removedByReorg(false).build());
      }
    }
  }

  private static void again(Scene scene) {
    if (scene.kind == ActKind.QUEUE) {
      scene.say(Kind.OVERRIDE, World.TREASURER_A, List.of());
    } else {
      scene.approve();
    }
  }
}
