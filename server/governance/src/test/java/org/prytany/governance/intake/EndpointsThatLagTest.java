package org.prytany.governance.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.world.World;

/** Nodes that answer under one address are not equally far, and what they left out comes back. */
class EndpointsThatLagTest {

  /** How many chains; {@code -Dprytany.endpoint-runs=1000} for more. */
  private static final int RUNS = Integer.getInteger("prytany.endpoint-runs", 250);

  private final World world = new World();

  private IntakeService.IntakeResult poll() {
    return world.intake.poll(world.dao);
  }

  private List<BigInteger> stored() {
    return world.store.proposals.summaries(world.dao.chainId(), world.dao.governor()).stream()
        .filter(summary -> !summary.removedByReorg())
        .map(ProposalSummary::key)
        .map(key -> key.proposalId())
        .sorted()
        .toList();
  }

  private long readUpTo() {
    return world.store.cursors.find(31337, world.dao.governor()).orElseThrow().nextBlock() - 1;
  }

  @Test
  void aProposalInBlocksThatTheLogsNodeDidNotHaveYetIsReadWhenItHasThem() {
    world.chain.mine();
    poll();
    world.chain.logsBehind = 2;
    world.chain.propose(world.dao, 1, "Text");
    poll();
    world.chain.mine();
    poll();
    assertThat(stored()).isEmpty();

    world.chain.logsBehind = 0;
    world.chain.mine();
    poll();

    assertThat(stored()).containsExactly(BigInteger.ONE);
    assertThat(world.store.audit.acts()).contains("proposal.read-late");
  }

  @Test
  void theCursorStopsWhereTheLogsNodeIs() {
    world.chain.mine();
    poll();
    long before = readUpTo();
    world.chain.showsItsLag = true;
    world.chain.logsBehind = 2;
    world.chain.mine();
    world.chain.mine();

    assertThatThrownBy(this::poll)
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE))
        .hasMessageContaining("has not come to block");
    assertThat(readUpTo()).isEqualTo(before);

    world.chain.mine();
    poll();
    assertThat(readUpTo()).isEqualTo(before + 1);
  }

  /** As an endpoint of another network, or one that lies once, leaves the cursor behind. */
  @Test
  void aHeadThatNeverCameKeepsNothingUnread() {
    world.chain.mine();
    poll();
    IntakeCursor cursor = world.store.cursors.find(31337, world.dao.governor()).orElseThrow();
    world.store.cursors.compareAndSwap(
        new IntakeCursor(
            cursor.chainId(),
            cursor.governor(),
            cursor.version(),
            cursor.nextBlock() + 5_000,
            List.of(),
            cursor.begun()));
    for (int id = 1; id <= 5; id++) {
      world.chain.propose(world.dao, id, "Text " + id);
      poll();
    }

    assertThat(stored()).hasSize(5);
    assertThat(world.store.audit.acts()).containsOnlyOnce("chain.head-never-came");
  }

  @Test
  void aBlockThatANodeHasNotYetIsNoReorg() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Text");
    poll();
    world.chain.mine();
    poll();
    world.chain.headBehind = 2;

    IntakeService.IntakeResult result = poll();
    world.chain.headBehind = 0;

    assertThat(result.reorganised()).isFalse();
    assertThat(world.stored(content).removedByReorg()).isFalse();
    assertThat(world.store.audit.acts()).doesNotContain("chain.reorganised-deeply");
  }

  @Test
  void aProposalThatWasLeftOutIsFoundADayLaterAtTheLatest() {
    world.chain.mine();
    poll();
    ProposalContent content = world.chain.propose(world.dao, 1, "Text");
    world.chain.omitted.add(content.block());
    for (int block = 0; block < 200; block++) {
      world.chain.mine();
      poll();
    }
    assertThat(stored()).isEmpty();

    world.chain.omitted.clear();
    for (int block = 0; block < 100; block++) {
      world.chain.mine();
      poll();
    }

    assertThat(stored()).containsExactly(BigInteger.ONE);
  }

  @Test
  void aProposalThatTheGovernorCountsAndNoLogShowsIsToldUntilItIsThere() {
    world.chain.propose(world.dao, 1, "First");
    world.chain.counted = Optional.of(List.of(BigInteger.ONE));
    poll();
    ProposalContent content = world.chain.propose(world.dao, 2, "Second");
    world.chain.omitted.add(content.block());
    world.chain.counted = Optional.of(List.of(BigInteger.TWO, BigInteger.ONE));
    for (int block = 0; block < 30; block++) {
      world.chain.mine();
      pollQuietly();
    }

    assertThatThrownBy(this::poll).hasMessageContaining("counts proposal 2");
    assertThat(world.store.audit.acts()).containsOnlyOnce("proposal.missing");

    world.chain.omitted.clear();
    for (int block = 0; block < 100; block++) {
      world.chain.mine();
      pollQuietly();
    }
    poll();
    assertThat(stored()).containsExactly(BigInteger.ONE, BigInteger.TWO);
  }

  private void pollQuietly() {
    try {
      poll();
    } catch (PrytanyException e) {
      assertThat(e.code()).isIn(FailureCode.CHAIN_ANSWER_INVALID, FailureCode.CHAIN_UNAVAILABLE);
    }
  }

  @Test
  void aHistoryThatIsCutOffGoesOnWhereItStopped() {
    for (int block = 0; block < 500; block++) {
      world.chain.mine();
    }
    world.chain.bears = 10;
    world.chain.failingFrom = 100;
    assertThatThrownBy(this::poll).hasMessageContaining("too many requests");
    assertThat(readUpTo()).isGreaterThanOrEqualTo(99);

    world.chain.failingFrom = Long.MAX_VALUE;
    int asked = world.chain.parts;
    poll();
    poll();
    assertThat(readUpTo()).isEqualTo(500);
    assertThat(world.chain.parts - asked).isLessThanOrEqualTo(45);
  }

  @Test
  void aSecondProposalUnderAnIdIsToldOnceThoughItsBlockIsReadAgain() {
    world.chain.propose(world.dao, 1, "First");
    poll();
    world.chain.propose(world.dao, 1, "Second");
    for (int block = 0; block < 5; block++) {
      world.chain.mine();
      poll();
    }

    assertThat(world.store.audit.acts()).containsOnlyOnce("proposal.duplicate-id");
  }

  /** Chains whose endpoint lags, refuses, omits and comes to itself again. */
  @Test
  void whateverTheEndpointDoesForAWhileNothingIsLost() {
    int lost = 0;
    for (int run = 0; run < RUNS; run++) {
      lost += lostIn(new World(), new Random(run));
    }
    assertThat(lost).isZero();
  }

  private static int lostIn(World world, Random random) {
    int id = 0;
    for (int turn = 0; turn < 40; turn++) {
      if (random.nextInt(4) == 0) {
        fault(world, random);
      }
      if (random.nextInt(3) == 0) {
        world.chain.propose(world.dao, ++id, "Text " + id);
      } else {
        world.chain.mine();
      }
      quietly(world);
    }
    world.chain.logsBehind = 0;
    world.chain.failingFrom = Long.MAX_VALUE;
    world.chain.omitted.clear();
    world.chain.down = false;
    for (int turn = 0; turn < 200; turn++) {
      world.chain.mine();
      quietly(world);
    }
    List<Long> there =
        world.store.proposals.summaries(world.dao.chainId(), world.dao.governor()).stream()
            .map(summary -> summary.key().proposalId().longValueExact())
            .toList();
    return (int) LongStream.rangeClosed(1, id).filter(it -> !there.contains(it)).count();
  }

  private static void fault(World world, Random random) {
    long head = world.chain.time;
    switch (random.nextInt(6)) {
      case 0 -> world.chain.logsBehind = random.nextInt(5);
      case 1 -> world.chain.showsItsLag = !world.chain.showsItsLag;
      case 2 -> world.chain.down = !world.chain.down;
      case 3 -> world.chain.omitted.add((head - 1_800_000_000L) / 12 - random.nextInt(3));
      case 4 -> world.chain.failingFrom = random.nextBoolean() ? 0 : Long.MAX_VALUE;
      default -> world.chain.bears = 1 + random.nextInt(50);
    }
  }

  private static void quietly(World world) {
    try {
      world.intake.poll(world.dao);
    } catch (PrytanyException e) {
      assertThat(e.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
    }
  }
}
