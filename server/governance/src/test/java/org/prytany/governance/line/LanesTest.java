package org.prytany.governance.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.PlainReader;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.World;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;

/** What is slow delays what is of its own kind only. */
class LanesTest {

  private final World world = new World();

  @Test
  void everyKindOfDutyIsInOneLane() {
    Set<DutyKind> all = EnumSet.noneOf(DutyKind.class);
    Stream.of(Lane.Work.values()).forEach(work -> all.addAll(work.kinds()));
    assertThat(all).containsExactlyInAnyOrder(DutyKind.values());
    assertThat(Arrays.stream(Lane.Work.values()).mapToInt(work -> work.kinds().size()).sum())
        .isEqualTo(DutyKind.values().length);
    for (DutyKind kind : DutyKind.values()) {
      assertThat(Lane.Work.of(kind).kinds()).contains(kind);
    }
  }

  /** The text is being read for as long as the others need to vote on and pay another proposal. */
  @Test
  void aTextThatIsStillBeingReadDelaysNoVoteAndNoPayout() {
    ProposalContent paying = world.digested(1, "We ask for 7 USDC.");
    AtomicInteger reading = new AtomicInteger();
    world.digester = Optional.of(new Slow(() -> voteAndPay(paying), reading));
    world.restart();
    ProposalContent slow = world.chain.propose(world.dao, 2, "slow");
    world.line.look(world.dao);

    world.line.work(lane(Lane.Work.READING));

    assertThat(reading).hasValue(1);
    assertThat(world.chain.vote(paying.key(), World.VOTER)).isPresent();
    assertThat(state(paying)).isEqualTo(ProposalState.EXECUTED);
    assertThat(world.stored(slow).digest()).isPresent();
  }

  /** Looking after what is sent can wait, and what can leave cannot. */
  @Test
  void aPayoutWhoseTimeHasComeGoesBeforeOneThatWaitsToBeMined() {
    ProposalContent sent = world.digested(1, "Do we like blue?");
    ProposalContent fresh = world.digested(2, "Do we like red?");
    world.chain.mining = false;
    queued(sent);
    world.line.look(world.dao);
    world.line.work(lane(Lane.Work.PAYING));
    assertThat(world.chain.broadcasts).hasSize(1);
    world.chain.delay = 60;
    queued(fresh);
    world.line.look(world.dao);
    world.chain.time += 61;

    world.line.work(lane(Lane.Work.PAYING));

    assertThat(world.chain.broadcasts).hasSize(2);
    assertThat(world.stored(fresh).execution().orElseThrow().submission()).isPresent();
  }

  /** Somebody signed a statement while the signer worked; and another payout is looked after. */
  @Test
  void whatTheSignerWantsToBeAskedAgainIsAskedSoonAndBeforeWhatIsSent() {
    world.pace = Pace.standard();
    world.restart();
    ProposalContent sent = world.digested(1, "Do we like blue?");
    ProposalContent intended = world.digested(2, "Do we like red?");
    world.chain.mining = false;
    queued(sent);
    world.line.look(world.dao);
    world.line.work(lane(Lane.Work.PAYING));
    assertThat(world.chain.broadcasts).hasSize(1);
    queued(intended);
    world.line.look(world.dao);
    world.keys.refusal =
        Optional.of(new PrytanyException(FailureCode.CONCURRENT_CHANGE, "Ask again."));
    world.line.work(lane(Lane.Work.PAYING));
    assertThat(world.stored(intended).execution()).isPresent();
    world.keys.refusal = Optional.empty();
    assertThat(world.line.rest(lane(Lane.Work.PAYING), Duration.ofMinutes(1)))
        .isEqualTo(Duration.ofMillis(500));
    world.chain.time += 90;
    world.line.look(world.dao);

    world.line.work(lane(Lane.Work.PAYING));

    assertThat(world.chain.broadcasts).hasSize(2);
  }

  @Test
  void aLaneRestsUntilItsNextDutyAlsoInAnotherProcess() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    world.chain.delay = 60;
    queued(content);
    world.line.look(world.dao);
    Duration most = Duration.ofMinutes(5);
    assertThat(world.line.rest(lane(Lane.Work.PAYING), most)).isEqualTo(Duration.ofSeconds(60));
    assertThat(world.line.rest(lane(Lane.Work.PAYING), Duration.ofSeconds(5)))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(world.line.rest(lane(Lane.Work.VOTING), most)).isEqualTo(most);

    world.restart();
    world.chain.time += 20;
    world.millis = 400;
    assertThat(world.line.rest(lane(Lane.Work.PAYING), most)).isEqualTo(most);
    world.line.look(world.dao);

    assertThat(world.line.rest(lane(Lane.Work.PAYING), most)).isEqualTo(Duration.ofMillis(39_600));
  }

  private void queued(ProposalContent content) {
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.tally.refresh(world.dao, world.stored(content));
    world.approve(content);
  }

  @Test
  void anotherDaosLaneDoesNothingOfThisOne() {
    world.chain.propose(world.dao, 1, "Do we like blue?");
    world.line.look(world.dao);
    int before = world.store.duties.open().size();
    for (Lane.Work work : Lane.Work.values()) {
      assertThat(world.line.work(new Lane(1, world.dao.governor(), work)).any()).isFalse();
    }
    assertThat(world.store.duties.open()).hasSize(before).isNotEmpty();
  }

  /** Nobody works on a lane of a DAO that is no longer configured; its duties end all the same. */
  @Test
  void dutiesOfADaoThatIsNoLongerConfiguredEnd() {
    Duty orphan =
        new Duty(
            new ProposalKey(5, World.address(0x99), BigInteger.ONE),
            DutyKind.VOTE,
            world.clock.instant().minusSeconds(100_000),
            world.clock.instant(),
            world.clock.instant(),
            Optional.empty(),
            world.clock.instant(),
            0,
            "");
    world.store.duties.schedule(orphan);
    assertThat(world.tick()).isEmpty();
    assertThat(world.store.duties.open()).isEmpty();
  }

  /** They are many, and all their deadlines lie before its own. */
  @Test
  void whatIsOverStandsBehindAVoteThatCanStillBeCast() {
    ProposalContent content = world.digested(1, "Do we like blue?");
    world.chain.mine();
    world.chain.time = content.voteEnd() - 60;
    world.line.look(world.dao);
    Instant now = world.clock.instant();
    for (int i = 0; i < 5_000; i++) {
      ProposalKey key = new ProposalKey(31337, world.dao.governor(), BigInteger.valueOf(1_000 + i));
      Instant late = now.minusSeconds(5_000 - i);
      world.store.duties.schedule(
          new Duty(key, DutyKind.VOTE, late, late, late, Optional.empty(), late, 0, ""));
    }

    int rounds = 0;
    while (world.chain.vote(content.key(), World.VOTER).isEmpty() && rounds++ < 10) {
      assertThat(world.line.work(lane(Lane.Work.VOTING)).any()).isTrue();
      world.line.look(world.dao);
    }

    assertThat(world.chain.vote(content.key(), World.VOTER)).isPresent();
    assertThat(world.store.duties.open()).as("the others wait").hasSizeGreaterThan(4_990);
  }

  private void voteAndPay(ProposalContent paying) {
    for (int turn = 0; turn < 40 && state(paying) != ProposalState.EXECUTED; turn++) {
      world.chain.mine();
      world.line.look(world.dao);
      if (state(paying) == ProposalState.ACTIVE
          && world.chain.vote(paying.key(), World.VOTER).isPresent()) {
        world.chain.become(paying, ProposalState.SUCCEEDED);
      }
      if (state(paying) == ProposalState.QUEUED && world.stored(paying).statements().isEmpty()) {
        world.approve(paying);
        world.chain.time += 90_000;
      }
      world.line.work(lane(Lane.Work.VOTING));
      world.line.work(lane(Lane.Work.PAYING));
    }
  }

  private ProposalState state(ProposalContent content) {
    return world.stored(content).chain().orElseThrow().state();
  }

  private Lane lane(Lane.Work work) {
    return new Lane(world.dao.chainId(), world.dao.governor(), work);
  }

  private static final class Slow extends PlainReader {
    private final Runnable meanwhile;
    private final AtomicInteger reading;

    Slow(Runnable meanwhile, AtomicInteger reading) {
      this.meanwhile = meanwhile;
      this.reading = reading;
    }

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      if (proposal.description().contains("slow")) {
        reading.incrementAndGet();
        meanwhile.run();
      }
      return super.digest(proposal, context);
    }
  }
}
