package org.prytany.governance.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.Act;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.world.World;
import org.prytany.spi.ProposalKey;

/**
 * What a block from before the eta refused waits for the next one, with the other payouts of its
 * governor; nothing else keeps a payout out of a block.
 */
class RefusedByABlockTest {

  private final World world = new World();
  private ProposalContent content;

  /** Attack: the chain that refused a payout on a block loses its proposal, and tells nothing. */
  @Test
  void aPayoutThatABlockRefusedIsGivenUpWhenItsProposalIsGone() {
    waitsForABlock();
    assertThat(world.stored(content).execution()).isPresent();

    world.transitions.apply(
        content.key(), "reorg", its -> Optional.of(its.change().removedByReorg(true).build()));
    world.chain.down = true;
    world.millis += 300;
    world.line.work(paying());

    assertThat(world.stored(content).execution()).isEmpty();
  }

  /** Attack: the look at the next block fails. What was refused is asked anew, and goes. */
  @Test
  void aLookThatFailsLeavesNoBlockShut() {
    waitsForABlock();

    world.chain.down = true;
    world.millis += 300;
    world.line.work(paying());
    world.chain.down = false;
    world.chain.judgesByItsHead = false;
    world.tick();
    world.chain.time += 10;
    world.tick();

    assertThat(world.chain.broadcasts).hasSize(1);
  }

  /** What would fail for its own reasons, on a block that is late enough, shuts nothing. */
  @Test
  void aPayoutThatWouldFailShutsNoOtherOutOfALateEnoughBlock() {
    content = world.digested(1, "Do we like blue?");
    ProposalContent other = world.digested(2, "Do we like red?");
    world.chain.mining = false;
    for (ProposalContent its : List.of(content, other)) {
      world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, its);
    }
    world.line.look(world.dao);
    List.of(content, other).forEach(world::approve);
    world.chain.reverting = Optional.of(content.key().toString());

    world.tick();

    assertThat(world.chain.broadcasts).hasSize(1);
    assertThat(world.stored(other).execution().flatMap(Act::submission)).isPresent();
  }

  /** What pays too little says nothing of the block, though that is from before the eta. */
  @Test
  void aPayoutThatPaysTooLittleShutsNoOtherOut() {
    twoAreOverOnAnOldBlock();
    Set<ProposalKey> first = new HashSet<>();
    world.atStage =
        Optional.of(
            (stage, act) -> {
              if (first.isEmpty() || first.contains(act.proposal())) {
                first.add(act.proposal());
                world.chain.leastTip += stage == Stage.PREPARED ? 1_000 : 0;
              }
            });

    world.line.work(paying());
    assertThat(world.chain.handedOver).hasSize(2);
    assertThat(world.chain.broadcasts).isEmpty();
    world.line.work(paying());

    assertThat(world.chain.broadcasts).hasSize(1);
  }

  private void twoAreOverOnAnOldBlock() {
    content = world.digested(1, "Do we like blue?");
    ProposalContent other = world.digested(2, "Do we like red?");
    world.chain.mining = false;
    world.chain.delay = 30;
    for (ProposalContent its : List.of(content, other)) {
      world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, its);
    }
    world.line.look(world.dao);
    List.of(content, other).forEach(world::approve);
    world.chain.time += 31;
  }

  /** Its timelock is over, and the newest block, from before that, has refused it. */
  private void waitsForABlock() {
    world.chain.judgesByItsHead = true;
    world.chain.delay = 30;
    content = world.digested(1, "Do we like blue?");
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.line.look(world.dao);
    world.approve(content);
    world.chain.mining = false;
    world.chain.time += 31;
    world.line.work(paying());
    world.line.work(paying());
  }

  private Lane paying() {
    return new Lane(world.dao.chainId(), world.dao.governor(), Lane.Work.PAYING);
  }
}
