package org.prytany.governance.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.world.World;

/** A comparison takes as long as a stranger's text makes it, and others store meanwhile. */
class JudgingTest {

  private final World world = new World();
  private final ProposalContent content = world.digested(1, "We ask for 7 USDC.");
  private final AtomicInteger comparisons = new AtomicInteger();
  private final Judging judging =
      new Judging(
          (dao, proposal, twins) -> {
            comparisons.incrementAndGet();
            return new Judging.Made(proposal.digest(), proposal.verdict());
          },
          world.seals,
          new Judging.Kept(),
          world.dao,
          List.of());

  private void change(int conflicts, Runnable faster) {
    AtomicInteger left = new AtomicInteger(conflicts);
    world.transitions.apply(
        content.key(),
        "effects",
        current -> {
          Proposal judged = judging.judged(current);
          if (left.getAndDecrement() > 0) {
            faster.run();
          }
          return Optional.of(judged.change().removedByReorg(true).build());
        });
  }

  private void touch() {
    Proposal now = world.stored(content);
    world.store.proposals.compareAndSwap(now).orElseThrow();
  }

  @Test
  void whatOthersStoreMeanwhileIsNoReasonToCompareAgain() {
    change(10, this::touch);
    assertThat(world.stored(content).removedByReorg()).isTrue();
    assertThat(comparisons).hasValue(1);
  }

  @Test
  void otherEffectsAreComparedAgain() {
    change(
        1,
        () -> {
          Proposal now = world.stored(content);
          world
              .store
              .proposals
              .compareAndSwap(now.change().effects(Optional.empty()).build())
              .orElseThrow();
        });
    assertThat(world.stored(content).removedByReorg()).isTrue();
    assertThat(comparisons).hasValue(2);
  }

  /**
   * Who proposed counts for what the text says about that, and is no part of the content's hash.
   */
  @Test
  void theSameTextAndCallsByAnotherProposerAreComparedForThemselves() {
    Proposal mine = world.stored(content);
    ProposalContent others =
        content.with(World.VOTER, content.voteStart(), content.voteEnd(), content.proposedAt());
    assertThat(others.contentHash()).isEqualTo(content.contentHash());
    assertThat(others.proposer()).isNotEqualTo(content.proposer());

    judging.judged(mine);
    judging.judged(mine.change().content(others).build());
    assertThat(comparisons).hasValue(2);
  }

  /** The chain goes on, and what the calls would do stays the same. */
  @Test
  void anotherBlockIsNoReasonToCompareAgain() {
    Set<Long> blocks = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      world.chain.mine();
      Proposal now = world.digests.refreshEffects(world.dao, world.stored(content));
      blocks.add(now.effects().orElseThrow().effects().block());
      judging.judged(now);
    }
    assertThat(blocks).hasSize(3);
    assertThat(comparisons).hasValue(1);
  }
}
