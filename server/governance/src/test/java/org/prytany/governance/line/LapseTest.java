package org.prytany.governance.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.World;

/** A payout whose timelock lets it lapse; the chain of this world never says so by itself. */
class LapseTest {

  private final World world = new World();
  private ProposalContent content;
  private long eta;

  @BeforeEach
  void queued() {
    content = world.chain.propose(world.dao, 1, "We ask for 7 USDC.");
    world.turn(6);
    world.chain.time = Math.max(world.chain.time, content.voteEnd() + 1);
    world.chain.become(content, ProposalState.SUCCEEDED);
    world.turn(6);
    assertThat(view().state()).isEqualTo(ProposalState.QUEUED);
    eta = view().etaSeconds().orElseThrow();
  }

  private ChainView view() {
    return world.stored(content).chain().orElseThrow();
  }

  private void known(ChainView view) {
    world.store.proposals.compareAndSwap(world.stored(content).change().chain(view).build());
  }

  private OptionalLong lookedAt() {
    world.chain.mine();
    return world
        .tally
        .refresh(world.dao, world.stored(content))
        .chain()
        .orElseThrow()
        .lapsesSeconds();
  }

  private Duty payout(Proposal proposal, Instant now) {
    return new DutyPlanner(Pace.standard())
        .plan(world.dao, proposal, false, now).stream()
            .filter(its -> its.kind() == DutyKind.EXECUTE)
            .findFirst()
            .orElseThrow();
  }

  /** Attack: the first look after a restart does not know who executes it, and says no end. */
  @Test
  void whatWasKnownStandsWhereALookSaysNothing() {
    known(view().lapsing(OptionalLong.of(eta + 1_209_600)));
    world.restart();
    assertThat(lookedAt()).hasValue(eta + 1_209_600);
    assertThat(lookedAt()).hasValue(eta + 1_209_600);
  }

  @Test
  void whatIsStillQueuedBehindItsEndHasNone() {
    known(view().lapsing(OptionalLong.of(eta + 100)));
    world.chain.time = eta + 200;
    assertThat(lookedAt()).isEmpty();
  }

  @Test
  void anEndBelongsToTheTimeForWhichItIsQueued() {
    ChainView known = view().lapsing(OptionalLong.of(eta + 1_209_600));
    ChainView executed = view(ProposalState.EXECUTED, OptionalLong.empty());
    assertThat(view(ProposalState.QUEUED, OptionalLong.of(eta + 5)).after(known).lapsesSeconds())
        .isEmpty();
    assertThat(executed.after(known)).isEqualTo(executed);
    assertThat(view().after(known)).isEqualTo(known);
  }

  private ChainView view(ProposalState state, OptionalLong opens) {
    ChainView its = view();
    return new ChainView(
        state,
        its.forVotes(),
        its.againstVotes(),
        its.abstainVotes(),
        its.quorum().orElseThrow(),
        its.clock(),
        its.clockIsTimestamp(),
        opens,
        its.at(),
        its.deadline(),
        its.pulse(),
        its.queues());
  }

  /** However short the time is, its duty has a last safe moment before its end. */
  @ParameterizedTest
  @ValueSource(longs = {1, 9, 60, 1_209_600})
  void aPayoutHasALastSafeMomentBeforeItsEnd(long open) {
    Proposal lapsing =
        world.stored(content).change().chain(view().lapsing(OptionalLong.of(eta + open))).build();
    Duty payout = payout(lapsing, Instant.ofEpochSecond(eta));
    assertThat(payout.over()).isEqualTo(Instant.ofEpochSecond(eta + open));
    assertThat(payout.deadline().orElseThrow())
        .isBefore(payout.over())
        .isAfterOrEqualTo(Instant.ofEpochSecond(eta));
  }

  /** An end that does not lie behind its beginning is none, and its duty is as any other. */
  @ParameterizedTest
  @ValueSource(longs = {0, -1, -5_000})
  void anAbsurdEndSaysNothing(long open) {
    Proposal plain = world.stored(content);
    Proposal absurd = plain.change().chain(view().lapsing(OptionalLong.of(eta + open))).build();
    assertThat(absurd).isEqualTo(plain);
    assertThat(payout(absurd, Instant.ofEpochSecond(eta)).deadline()).isEmpty();
  }
}
