package org.prytany.governance.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.comparison.PlainReader;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.ActStages;
import org.prytany.governance.world.World;
import org.prytany.spi.VoteDecision;

/** The whole line, turn by turn. */
class LineTest {

  private final World world = new World();

  private ProposalState state(ProposalContent content) {
    return world.chain.state(content.key());
  }

  @Test
  void aProposalGoesFromItsLogToItsReceipt() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.turn(5);
    assertThat(world.chain.vote(content.key(), World.VOTER)).isPresent();

    world.chain.become(content, ProposalState.SUCCEEDED);
    world.turn(4);
    assertThat(state(content)).isEqualTo(ProposalState.QUEUED);

    world.approve(content);
    world.turn(15);
    assertThat(state(content)).isEqualTo(ProposalState.EXECUTED);

    Proposal done = world.stored(content);
    assertThat(done.receipt()).isPresent();
    assertThat(world.store.duties.open()).isEmpty();
    assertThat(world.chain.broadcasts).doesNotHaveDuplicates().hasSize(3);
    assertThat(world.audit.verify().intact()).isTrue();
  }

  /**
   * Invariant: where there is no timelock, nothing is ever queued, nothing is executed without
   * approvals, and what is approved is executed once.
   */
  @Test
  void whereThereIsNoTimelockWhatPassedIsExecutedOnceItIsApproved() {
    world.chain.queues = false;
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.turn(5);
    world.chain.become(content, ProposalState.SUCCEEDED);
    world.turn(10);
    assertThat(state(content)).isEqualTo(ProposalState.SUCCEEDED);
    assertThat(world.store.duties.open())
        .extracting(Duty::kind)
        .contains(DutyKind.EXECUTE)
        .doesNotContain(DutyKind.QUEUE);

    world.approve(content);
    world.turn(15);

    assertThat(state(content)).isEqualTo(ProposalState.EXECUTED);
    Proposal done = world.stored(content);
    assertThat(done.queue()).isEmpty();
    assertThat(done.receipt()).isPresent();
    assertThat(world.chain.transactionCount(world.dao, World.EXECUTOR)).isEqualTo(1);
    assertThat(world.store.duties.open()).isEmpty();
  }

  @Test
  void aPayoutThatWasTriedBeforeItsTimelockEndedIsPaidOnceTheChainsTimeJumps() {
    world.chain.delay = 90_000;
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.turn(5);
    world.chain.become(content, ProposalState.SUCCEEDED);
    world.turn(4);
    world.approve(content);
    world.turn(4);
    assertThat(state(content)).isEqualTo(ProposalState.QUEUED);

    world.chain.time += 90_000;
    world.chainAhead = 90_000;
    world.turn(15);

    assertThat(state(content)).isEqualTo(ProposalState.EXECUTED);
  }

  @Test
  void killedAtEveryStageInTurnItStillEndsTheSame() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    for (ActStages.Stage stage : ActStages.Stage.values()) {
      if (state(content) == ProposalState.ACTIVE
          && world.chain.vote(content.key(), World.VOTER).isPresent()) {
        world.chain.become(content, ProposalState.SUCCEEDED);
      }
      world.killAt = Optional.of(stage);
      for (int i = 0; i < 40 && world.killAt.isPresent(); i++) {
        try {
          world.turn(1);
        } catch (World.Killed e) {
          world.restart();
        }
      }
      boolean approvable =
          state(content) == ProposalState.QUEUED && world.stored(content).statements().isEmpty();
      if (approvable) {
        world.approve(content);
      }
    }
    if (state(content) == ProposalState.ACTIVE) {
      world.chain.become(content, ProposalState.SUCCEEDED);
    }
    world.killAt = Optional.empty();
    world.turn(20);
    if (world.stored(content).statements().isEmpty()) {
      world.approve(content);
    }
    world.turn(40);

    Proposal done = world.stored(content);
    assertThat(List.of(done.ballot(), done.queue(), done.execution()))
        .allSatisfy(
            act ->
                assertThat(act.orElseThrow().outcome())
                    .get()
                    .isInstanceOf(ActOutcome.Confirmed.class));
    assertThat(done.receipt()).isPresent();
    assertThat(world.keys.acts()).isEqualTo(3);
    assertThat(world.chain.transactionCount(world.dao, World.VOTER)).isEqualTo(1);
    assertThat(world.chain.transactionCount(world.dao, World.EXECUTOR)).isEqualTo(2);
  }

  @Test
  void aStrangersQueueAndExecutionAreFoundAndReceipted() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.turn(2);
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.chain.somebody(LifecycleEvent.Kind.EXECUTED, World.STRANGER, content);
    world.turn(3);

    Proposal done = world.stored(content);
    assertThat(done.queue().orElseThrow().outcome())
        .get()
        .isInstanceOf(ActOutcome.DoneElsewhere.class);
    assertThat(done.execution().orElseThrow().account()).isEqualTo(World.STRANGER);
    assertThat(done.receipt()).isPresent();
    assertThat(world.store.audit.acts()).contains("queue.done-elsewhere", "execute.done-elsewhere");
  }

  @Test
  void aProposalThatTheDigesterFailsOnDoesNotStopTheOthers() {
    var reader = world.digester.orElseThrow();
    world.digester =
        Optional.of(
            new PlainReader() {
              @Override
              public org.prytany.spi.TextDigest digest(
                  org.prytany.spi.ProposalSnapshot proposal,
                  org.prytany.spi.DigestContext context) {
                if (proposal.description().contains("poison")) {
                  throw new IllegalStateException("poisoned");
                }
                return reader.digest(proposal, context);
              }
            });
    ProposalContent poisoned = world.chain.propose(world.dao, 1, "poison");
    ProposalContent fine = world.chain.propose(world.dao, 2, "Do we like blue?");

    world.turn(5);

    assertThat(world.chain.vote(fine.key(), World.VOTER)).isPresent();
    assertThat(world.stored(poisoned).digest()).isEmpty();
    assertThat(world.stored(poisoned).effects()).isPresent();
    assertThat(world.store.duties.open())
        .anySatisfy(duty -> assertThat(duty.lastProblem()).startsWith("PLUGIN_FAULT"));
  }

  @Test
  void anEndpointThatIsDownIsSaidAndNothingIsLost() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.chain.down = true;

    assertThat(world.tick()).anySatisfy(p -> assertThat(p).contains("CHAIN_UNAVAILABLE"));
    world.chain.down = false;
    world.turn(5);
    assertThat(world.chain.vote(content.key(), World.VOTER)).isPresent();
  }

  @Test
  void aVoteThatWasNotMadeInTimeIsKeptInTheLog() {
    world.strategy =
        Optional.of(World.strategy(s -> new VoteDecision.NotYet("never", "never sure")));
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.turn(4);
    world.chain.time = content.voteEnd() - 10;
    world.turn(3);

    assertThat(world.store.audit.acts()).containsOnlyOnce("duty.late");
  }

  @Test
  void dutiesEndByTheChainsClock() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    Proposal proposal = world.stored(content);

    List<Duty> planned =
        new DutyPlanner(world.pace).plan(world.dao, proposal, false, world.clock.instant());

    assertThat(planned).extracting(Duty::kind).containsExactly(DutyKind.DECIDE);
    assertThat(planned.getFirst().latestSafe().getEpochSecond())
        .isEqualTo(content.voteEnd() - world.pace.voteMargin().toSeconds());
  }

  @Test
  void aChainWhoseClockRunsAheadStillHasItsDutiesInTime() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    var behind = world.clock.instant().minus(Duration.ofDays(3));

    List<Duty> planned =
        new DutyPlanner(world.pace).plan(world.dao, world.stored(content), false, behind);

    assertThat(Duration.between(behind, planned.getFirst().latestSafe()))
        .isLessThan(Duration.ofSeconds(10_000));
  }

  @Test
  void aDigestMadeWithAnEarlierPluginIsStaleAndTheLineMakesAnother() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    world.digester =
        Optional.of(
            new PlainReader() {
              @Override
              public String version() {
                return "2.0.0";
              }
            });
    assertThat(world.digests.whyStale(world.stored(content)))
        .contains("It was made by plain-reader 1.0.0.");

    world.turn(2);

    assertThat(world.stored(content).digest().orElseThrow().plugin())
        .isEqualTo("plain-reader 2.0.0");
    assertThat(world.digests.whyStale(world.stored(content))).isEmpty();
    assertThat(world.store.duties.open()).noneMatch(duty -> duty.kind() == DutyKind.DIGEST);
  }

  @Test
  void anotherTextUnderTheSameNumberIsDigestedAnew() {
    ProposalContent first = world.digested(1, "Do we like blue?");
    world.chain.reorganise(1);
    ProposalContent second = world.chain.propose(world.dao, 1, "Do we like red?");

    world.turn(3);

    Proposal stored = world.stored(second);
    assertThat(stored.digest().orElseThrow().contentHash()).isEqualTo(second.contentHash());
    assertThat(stored.digest().orElseThrow().contentHash()).isNotEqualTo(first.contentHash());
    assertThat(stored.digest().orElseThrow().digest().sentences().getFirst().text())
        .isEqualTo("Do we like red?");
    assertThat(stored.verdict().orElseThrow().contentHash()).isEqualTo(second.contentHash());
    assertThat(world.digests.whyStale(stored)).isEmpty();
  }

  @Test
  void theDigestOfAContentThatWasReplacedIsStaleUntilItIsMadeAgain() {
    ProposalContent first = world.digested(1, "Do we like blue?");
    ProposalContent second = world.chain.propose(world.dao, 2, "Do we like red?");
    Proposal edited = world.stored(first).change().content(second).build();

    assertThat(world.digests.whyStale(edited)).contains("The proposal's content is another one.");
  }

  @Test
  void aCancelledProposalsDigestIsStaleAndNothingOfItIsDue() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    assertThat(world.digests.whyStale(world.stored(content))).isEmpty();

    world.chain.become(content, ProposalState.CANCELED);
    world.turn(3);

    Proposal cancelled = world.stored(content);
    assertThat(world.digests.whyStale(cancelled))
        .contains("The proposal was cancelled: nothing of it will be executed.");
    assertThat(cancelled.digest().orElseThrow().contentHash()).isEqualTo(content.contentHash());
    assertThat(world.chain.broadcasts).isEmpty();
    assertThat(world.store.audit.acts()).contains("proposal.state");
  }

  @Test
  void aTurnReadsWholeOnlyWhatIsNotOver() {
    World alone = new World();
    alone.chain.propose(alone.dao, 9, "Do we like green?");
    for (int number = 1; number <= 8; number++) {
      ProposalContent over = world.chain.propose(world.dao, number, "Do we like blue?");
      world.turn(1);
      world.chain.become(over, ProposalState.CANCELED);
    }
    world.chain.propose(world.dao, 9, "Do we like green?");
    world.turn(5);
    alone.turn(5);

    world.store.proposals.wholeReads = 0;
    alone.store.proposals.wholeReads = 0;
    world.turn(1);
    alone.turn(1);

    assertThat(world.store.proposals.wholeReads)
        .isEqualTo(alone.store.proposals.wholeReads)
        .isPositive();
  }

  /** What was mined long ago is not asked about again, and not looked for among all. */
  @Test
  void readingOnAsksForNoSummaryOfWhatWasSettledLongAgo() {
    for (int number = 1; number <= 8; number++) {
      world.chain.propose(world.dao, number, "Do we like blue?");
      world.turn(1);
    }
    world.turn(200);

    world.store.proposals.summaryReads = 0;
    world.intake.poll(world.dao);

    assertThat(world.store.proposals.summaryReads).isZero();
  }

  @Test
  void anotherDigesterIsSeenAlsoByWhatIsOver() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.turn(3);
    world.chain.become(content, ProposalState.DEFEATED);
    world.turn(3);

    world.digester =
        Optional.of(
            new PlainReader() {
              @Override
              public String version() {
                return "2.0.0";
              }
            });
    world.turn(3);

    assertThat(world.stored(content).digest().orElseThrow().plugin())
        .isEqualTo("plain-reader 2.0.0");
  }

  @Test
  void nothingIsDueForWhatRests() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.turn(5);
    world.chain.become(content, ProposalState.SUCCEEDED);
    world.turn(4);
    world.approve(content);
    world.turn(15);
    Proposal done = world.stored(content);
    assertThat(done.isAtRest()).isTrue();

    var planner = new DutyPlanner(Pace.standard());
    for (Proposal one : variants(done)) {
      boolean due = !planner.plan(world.dao, one, false, world.clock.instant()).isEmpty();
      assertThat(one.isAtRest() && due).as(one.toString()).isFalse();
    }
  }

  /** The same with each of its parts left out, in every state, on the chain and off it. */
  private static List<Proposal> variants(Proposal done) {
    List<Proposal> variants = new ArrayList<>();
    for (ProposalState state : ProposalState.values()) {
      for (boolean removed : new boolean[] {false, true}) {
        ChainView view = done.chain().orElseThrow();
        Proposal there = done.change().chain(in(state, view)).removedByReorg(removed).build();
        variants.add(there);
        variants.add(there.change().digest(Optional.empty()).build());
        variants.add(there.change().verdict(Optional.empty()).build());
        variants.add(there.change().decision(Optional.empty()).build());
        variants.add(there.change().ballot(Optional.empty()).build());
        variants.add(there.change().queue(Optional.empty()).build());
        variants.add(there.change().execution(Optional.empty()).build());
        variants.add(there.change().receipt(Optional.empty()).build());
        variants.add(there.change().withoutChain().build());
        variants.add(
            there
                .change()
                .execution(
                    there
                        .execution()
                        .map(act -> act.withOutcome(new ActOutcome.Unknown("It was lost."))))
                .build());
      }
    }
    return variants;
  }

  private static ChainView in(ProposalState state, ChainView view) {
    return new ChainView(
        state,
        view.forVotes(),
        view.againstVotes(),
        view.abstainVotes(),
        view.quorum().orElseThrow(),
        view.clock(),
        view.clockIsTimestamp(),
        view.etaSeconds(),
        view.at());
  }
}
