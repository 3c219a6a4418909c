package org.prytany.governance.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.statement.TreasurerStatement.Kind.OVERRIDE;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Token;

/** A payout happens once enough treasurers approved exactly what a fresh simulation says. */
class PayoutTest {

  private final World world = new World();
  private ProposalContent content;

  @BeforeEach
  void queued() {
    content = world.digested(1, "Do we like blue?");
    queuedNow();
  }

  private void queuedNow() {
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.tally.refresh(world.dao, world.stored(content));
  }

  private StageOutcome execute() {
    return world.executions.step(world.dao, world.stored(content));
  }

  private void held(String why) {
    assertThat(execute())
        .isInstanceOfSatisfying(
            StageOutcome.Held.class, held -> assertThat(held.detail()).contains(why));
    assertThat(world.chain.broadcasts).isEmpty();
    assertThat(world.keys.acts()).isZero();
  }

  private static Effect pays(World world, long wei) {
    return new Effect(
        Effect.Kind.TRANSFER,
        Address.ZERO,
        Optional.of(world.dao.treasury()),
        Optional.of(World.STRANGER),
        Optional.of(Token.NATIVE),
        BigInteger.valueOf(wei),
        "",
        "");
  }

  @Test
  void withoutEnoughApprovalsItIsHeld() {
    held("0 of 2 approvals");
  }

  @Test
  void onceApprovedItIsExecutedAndReceipted() {
    world.approve(content);

    execute();
    execute();
    world.tally.refresh(world.dao, world.stored(content));
    world.receipts.step(world.dao, world.stored(content));

    assertThat(world.chain.state(content.key())).isEqualTo(ProposalState.EXECUTED);
    assertThat(world.stored(content).receipt()).isPresent();
    assertThat(world.store.audit.acts())
        .contains(
            "execute.intended", "execute.signed", "execute.confirmed", "receipt.as-simulated");
  }

  /** State moves with blocks, so one simulation of a step is as good as three. */
  @Test
  void oneStepOnOneBlockSimulatesOnceAndAnotherBlockAgain() {
    world.approve(content);
    world.chain.mining = false;
    int before = world.chain.simulated;

    execute();

    assertThat(world.keys.acts()).isEqualTo(1);
    assertThat(world.chain.simulated).isEqualTo(before + 1);
    assertThat(world.chain.broadcasts).hasSize(1);
    execute();
    assertThat(world.chain.simulated).as("the next step").isEqualTo(before + 2);
  }

  @Test
  void aBlockThatComesWhileItIsPreparedIsSimulatedOn() {
    world.approve(content);
    world.chain.mining = false;
    world.atStage =
        Optional.of(
            (stage, act) -> {
              if (stage == org.prytany.governance.sending.ActStages.Stage.INTENT_STORED) {
                world.chain.effects = List.of(pays(world, 5));
                world.chain.mineNow();
              }
            });

    assertThat(execute()).isInstanceOf(StageOutcome.Held.class);

    assertThat(world.keys.acts()).isZero();
    assertThat(world.chain.broadcasts).isEmpty();
  }

  @Test
  void beforeItsTimelockEndsItIsHeld() {
    world.chain.delay = 1_000;
    queuedNow();
    world.approve(content);

    Instant eta = Instant.ofEpochSecond(world.chain.time + 1_000);
    assertThat(execute())
        .isEqualTo(new StageOutcome.Until(eta, "The timelock ends in 1000 seconds."));
    assertThat(world.keys.acts()).isZero();
  }

  @Test
  void effectsThatChangedSinceTheApprovalHoldIt() {
    world.approve(content);
    world.chain.effects = List.of(pays(world, 5));
    world.chain.mine();

    held("Blocked");
    world.approvals.submit(
        world.statement(content, OVERRIDE, World.TREASURER_A, "we know this one"));
    held("no longer count");
    world.approve(content);
    execute();

    assertThat(world.chain.broadcasts).hasSize(1);
    assertThat(world.store.audit.acts()).contains("effects.changed", "treasurer.override");
  }

  @Test
  void approvalsAloneDoNotLiftABlock() {
    world.chain.effects = List.of(pays(world, 5));
    world.chain.mine();
    world.digests.refreshEffects(world.dao, world.stored(content));
    world.approve(content);

    held("A named treasurer has to override");
  }

  @Test
  void aPlanForAnotherCallIsRefusedAndTheBlameIsKept() {
    world.approve(content);
    World.Planner planner = world.new Planner();
    planner.other = Optional.of(new PlannedCall(World.STRANGER, BigInteger.TEN, "0xdeadbeef"));
    world.executor = Optional.of(planner);

    assertThatThrownBy(this::execute)
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.PLUGIN_FAULT));

    assertThat(world.chain.broadcasts).isEmpty();
    assertThat(world.store.audit.entries)
        .anySatisfy(
            entry -> {
              assertThat(entry.act()).isEqualTo("execute.plan-refused");
              assertThat(entry.actor()).isEqualTo("test-planner");
            });
  }

  @Test
  void aBlockedProposalIsNotQueuedWithoutAnOverride() {
    World other = new World();
    other.chain.effects = List.of(pays(other, 5));
    ProposalContent hiding = other.digested(1, "Nothing to see.");
    other.chain.become(hiding, ProposalState.SUCCEEDED);
    other.tally.refresh(other.dao, other.stored(hiding));

    assertThat(other.queues.step(other.dao, other.stored(hiding)))
        .isInstanceOf(StageOutcome.Held.class);

    other.approvals.submit(other.statement(hiding, OVERRIDE, World.TREASURER_A, "we know"));
    other.queues.step(other.dao, other.stored(hiding));
    assertThat(other.chain.state(hiding.key())).isEqualTo(ProposalState.QUEUED);
  }

  @Test
  void anApprovalTakenBackWhileItIsSignedStopsIt() {
    world.approve(content);
    world.store.proposals.beforeNextSwap =
        Optional.of(
            () ->
                world.approvals.submit(
                    world.statement(
                        content,
                        org.prytany.governance.statement.TreasurerStatement.Kind.REJECT,
                        World.TREASURER_B,
                        "wait")));

    assertThat(execute()).isInstanceOf(StageOutcome.Held.class);
    assertThat(world.chain.broadcasts).isEmpty();
  }

  @Test
  void anApprovalTakenBackBeforeASignedPayoutIsSentStopsIt() {
    world.approve(content);
    world.killAt = Optional.of(org.prytany.governance.sending.ActStages.Stage.SUBMISSION_STORED);
    assertThatThrownBy(this::execute).isInstanceOf(World.Killed.class);
    world.restart();
    world.chain.time += 10;
    world.approvals.submit(
        world.statement(
            content,
            org.prytany.governance.statement.TreasurerStatement.Kind.REJECT,
            World.TREASURER_B,
            "wait"));

    assertThat(execute()).isInstanceOf(StageOutcome.Waiting.class);
    execute();

    var payout = world.stored(content).execution().orElseThrow();
    assertThat(payout.outcome()).get().isInstanceOf(ActOutcome.Recalled.class);
    assertThat(world.chain.broadcasts)
        .hasSize(1)
        .doesNotContain(payout.submission().orElseThrow().rawTransaction());
    assertThat(world.chain.state(content.key())).isEqualTo(ProposalState.QUEUED);
  }
}
