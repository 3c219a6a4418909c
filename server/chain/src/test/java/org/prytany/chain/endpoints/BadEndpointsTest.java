package org.prytany.chain.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.endpoints.ScriptedNode.Fault;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.TransactionSubmitter.Broadcast;
import org.prytany.spi.Address;

/**
 * Endpoints that fail in every way while a history is read, at the head, while state is asked for
 * and while something is sent: in the end nothing is lost.
 */
class BadEndpointsTest {

  /** Of each fault in each phase; {@code -Dprytany.endpoint-runs=...} for more. */
  private static final int RUNS =
      Math.max(1, Integer.getInteger("prytany.endpoint-runs", 200) / 100);

  private static final Address ACCOUNT = new Address("0x" + "11".repeat(20));

  /** When the endpoint fails. */
  enum Phase {
    HISTORY,
    HEAD,
    STATE,
    SENDING
  }

  static Stream<Arguments> faults() {
    return Stream.of(Fault.values())
        .filter(fault -> fault != Fault.NONE)
        .flatMap(
            fault ->
                Stream.of(Phase.values())
                    .flatMap(
                        phase ->
                            Stream.of(1, 2)
                                .map(endpoints -> Arguments.of(fault, phase, endpoints))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void nothingIsLost(Fault fault, Phase phase, int endpoints) {
    int lost = 0;
    for (int run = 0; run < RUNS; run++) {
      lost += lostIn(fault, phase, endpoints, new Random(run));
    }
    assertThat(lost).isZero();
  }

  private static int lostIn(Fault fault, Phase phase, int endpoints, Random random) {
    try (EndpointWorld world = new EndpointWorld(endpoints, 1)) {
      world.node().batches = random.nextBoolean();
      int ids = 0;
      for (int block = 0; block < 150 + random.nextInt(300); block++) {
        if (random.nextInt(20) == 0) {
          world.chain.propose(world.dao().governor(), ++ids);
        } else {
          world.chain.mine();
        }
      }
      if (phase != Phase.HISTORY) {
        world.turns(2);
      }
      world.node().fault = fault;
      String raw = "0x02" + String.format("%08x", random.nextInt());
      boolean taken = false;
      int failing = 1 + random.nextInt(6);
      for (int turn = 0; turn < failing; turn++) {
        if (phase == Phase.STATE) {
          count(world, fault);
        }
        if (phase == Phase.SENDING && !taken) {
          taken = send(world, raw);
        }
        if (random.nextInt(2) == 0) {
          world.chain.propose(world.dao().governor(), ++ids);
        }
        world.turn();
      }
      world.node().fault = Fault.NONE;
      world.turns(24);
      if (phase == Phase.SENDING && !taken) {
        taken = send(world, raw);
      }
      List<Long> stored = world.stored(world.dao());
      int lost = (int) LongStream.rangeClosed(1, ids).filter(id -> !stored.contains(id)).count();
      // What two endpoints differed in is told for five minutes.
      assertThat(world.problems.values())
          .allMatch(problem -> endpoints == 2 && problem.contains("do not agree"));
      assertThat(world.acts()).doesNotContain("chain.reorganised-deeply");
      return lost + (phase == Phase.SENDING && !(taken && world.chain.sent.contains(raw)) ? 1 : 0);
    }
  }

  /** What is told is the truth, or nothing is told. */
  private static void count(EndpointWorld world, Fault fault) {
    try {
      assertThat(world.adapters.submitter().transactionCount(world.dao(), ACCOUNT)).isEqualTo(7);
    } catch (PrytanyException e) {
      assertThat(fault).isNotEqualTo(Fault.SMALL_RANGES);
    }
  }

  private static boolean send(EndpointWorld world, String raw) {
    try {
      return world.adapters.submitter().broadcast(world.dao(), raw).equals(Broadcast.TAKEN);
    } catch (PrytanyException e) {
      return false;
    }
  }

  @Test
  void aThrottledHistoryEndsWithoutAStormOfRequests() {
    try (EndpointWorld world = new EndpointWorld(1, 1)) {
      for (int block = 0; block < 5_000; block++) {
        world.chain.mine();
      }
      world.chain.propose(world.dao().governor(), 1);
      world.node().fault = Fault.THROTTLED_BY_TURNS;
      world.turns(60);

      assertThat(world.stored(world.dao())).containsExactly(1L);
      assertThat(world.requests()).isLessThan(500);
    }
  }

  @Test
  void anEndpointThatIsDeadForAnHourIsAskedNowAndThen() {
    try (EndpointWorld world = new EndpointWorld(1, 1)) {
      world.turns(3);
      int before = world.requests();
      world.node().fault = Fault.DEAD;
      world.turns(360);
      world.chain.propose(world.dao().governor(), 1);
      world.turns(360);
      int asked = world.requests() - before;
      assertThat(world.problems.get("dao1")).startsWith("CHAIN_UNAVAILABLE");

      world.node().fault = Fault.NONE;
      world.turns(6);

      assertThat(world.problems).isEmpty();
      assertThat(world.stored(world.dao())).containsExactly(1L);
      assertThat(asked).isLessThan(800);
    }
  }

  @Test
  void whileOneEndpointIsDeadForAnHourTheOtherOneIsEnough() {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      world.turns(3);
      world.node().fault = Fault.DEAD;
      int before = world.node().requests.get();
      for (int id = 1; id <= 20; id++) {
        world.chain.propose(world.dao().governor(), id);
        world.turns(36);
        assertThat(world.problems).isEmpty();
        assertThat(world.stored(world.dao())).hasSize(id);
      }
      assertThat(world.node().requests.get() - before).isLessThan(200);
    }
  }

  @Test
  void failuresNameTheDaoAndTheEndpointsPlaceAndNeverItsAddress() {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      world.nodes.forEach(node -> node.fault = Fault.SERVER_ERROR);
      world.turns(2);

      assertThat(world.problems.get("dao1"))
          .contains("DAO 'dao1'", "of 2)")
          .doesNotContain("127.0.0.1");
    }
  }

  @Test
  void anotherChainAtTheAddressTakesNothingBack() {
    try (EndpointWorld world = new EndpointWorld(1, 1)) {
      world.chain.propose(world.dao().governor(), 1);
      world.turns(3);
      world.node().fault = Fault.WRONG_CHAIN;
      world.turns(3);

      assertThat(world.problems.get("dao1")).startsWith("WRONG_CHAIN");
      assertThat(world.stored(world.dao())).containsExactly(1L);
      assertThat(Map.copyOf(world.node().methods)).doesNotContainKey("eth_sendRawTransaction");
    }
  }

  @Test
  void aLogThatOneOfTwoEndpointsLeavesOutIsReadAndTold() {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      world.turns(3);
      world.node().fault = Fault.NO_LOGS;
      world.chain.propose(world.dao().governor(), 1);
      world.turns(1);

      assertThat(world.stored(world.dao())).containsExactly(1L);
      assertThat(world.problems.get("dao1")).contains("do not agree", "show different logs");
      assertThat(world.acts()).containsOnlyOnce("chain.endpoints-differ");
    }
  }

  /** One that shows a log earlier than the other one, and says in it what is not so. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theTimesOfVotingAreTheGovernorsWhateverALogSays(int endpoints) {
    try (EndpointWorld world = new EndpointWorld(endpoints, 1)) {
      world.turns(3);
      world.node().fault = Fault.LATER_END;
      if (endpoints == 2) {
        world.nodes.getLast().fault = Fault.LAGS_IN_LOGS;
      }
      world.chain.propose(world.dao().governor(), 1);
      world.turns(4);

      Proposal stored = world.shelf.proposals.values().iterator().next();
      assertThat(stored.content().voteStart()).isEqualTo(1);
      assertThat(stored.content().voteEnd()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aProposalIsNotStoredWithABlockInWhichItWasNotMade(int endpoints) {
    try (EndpointWorld world = new EndpointWorld(endpoints, 1)) {
      world.turns(3);
      world.node().fault = Fault.LATER_BLOCK;
      if (endpoints == 2) {
        world.nodes.getLast().fault = Fault.NO_LOGS;
      }
      world.chain.propose(world.dao().governor(), 1);
      long block = world.chain.head();
      world.turns(6);
      assertThat(world.shelf.proposals).isEmpty();
      assertThat(world.acts()).containsOnlyOnce("proposal.refused");

      world.nodes.forEach(node -> node.fault = Fault.NONE);
      world.turns(6);

      assertThat(world.shelf.proposals.values())
          .extracting(its -> its.content().block())
          .containsExactly(block);
    }
  }

  /** Whichever of the two it is: what one bears says nothing about the other. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void anEndpointThatRefusesLogsMakesNoRangesSmallForTheOther(int refusing) {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      for (int block = 0; block < 3_000; block++) {
        world.chain.mine();
      }
      world.chain.propose(world.dao().governor(), 1);
      ScriptedNode bad = world.nodes.get(refusing);
      ScriptedNode good = world.nodes.get(1 - refusing);
      bad.fault = Fault.NO_RANGES;
      world.turns(6);

      assertThat(world.stored(world.dao())).containsExactly(1L);
      assertThat(good.ranges).hasSizeLessThan(30);
      assertThat(world.problems.get("dao1"))
          .contains("endpoint " + (refusing + 1) + " refuses logs, even of one block");
      int asked = bad.ranges.size();
      world.turns(60);
      assertThat(bad.ranges.size() - asked).isLessThan(60);

      bad.fault = Fault.NONE;
      world.turns(720);
      world.chain.propose(world.dao().governor(), 2);
      good.fault = Fault.NO_LOGS;
      world.turns(6);
      assertThat(world.stored(world.dao())).containsExactly(1L, 2L);
      assertThat(bad.ranges.getLast()).isGreaterThan(1);
    }
  }

  /** What both show is compared, also where one of them bears few blocks at once. */
  @Test
  void anEndpointThatBearsFewBlocksIsAskedInPieces() {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      for (int block = 0; block < 1_500; block++) {
        if (block % 100 == 0) {
          world.chain.propose(world.dao().governor(), block + 1);
        } else {
          world.chain.mine();
        }
      }
      world.node().fault = Fault.NO_LOGS;
      world.nodes.getLast().fault = Fault.SMALL_RANGES;
      world.turns(12);

      assertThat(world.stored(world.dao())).hasSize(15);
      assertThat(world.node().ranges).anyMatch(blocks -> blocks > 100).hasSizeLessThan(60);
      assertThat(world.problems.get("dao1")).contains("show different logs");
    }
  }

  /** Twenty blocks are four minutes; two are not worth a word. */
  @ParameterizedTest
  @ValueSource(ints = {20, 2})
  void anEndpointThatStaysMinutesBehindHoldsTheHeadBackNoLonger(int blocks) {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      for (int block = 0; block < 100; block++) {
        world.chain.mine();
      }
      world.nodes.getLast().behind = blocks;
      world.turns(90);
      world.chain.propose(world.dao().governor(), 1);
      world.turns(1);

      long head = world.adapters.logs().head(world.dao()).number();
      if (blocks == 2) {
        assertThat(head).isEqualTo(world.chain.head() - 2);
        assertThat(world.problems).isEmpty();
        return;
      }
      assertThat(head).isEqualTo(world.chain.head());
      assertThat(world.stored(world.dao())).containsExactly(1L);
      assertThat(world.problems.get("dao1")).contains("endpoint 2 stays behind");

      world.nodes.getLast().behind = 0;
      world.turns(90);
      assertThat(world.problems).isEmpty();
    }
  }

  /** Who claims to be far ahead shows blocks that nobody comes to. */
  @Test
  void aFalseHeadFarAheadDropsTheHonestOneNever() {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      for (int block = 0; block < 100; block++) {
        world.chain.mine();
      }
      world.node().ahead = 30;
      for (int turn = 0; turn < 240; turn++) {
        world.turn();
        assertThat(world.adapters.logs().head(world.dao()).number())
            .isLessThanOrEqualTo(world.chain.head());
      }
    }
  }

  @Test
  void anEndpointOfAnotherChainIsLeftOutAndTold() {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      world.nodes.getLast().fault = Fault.WRONG_CHAIN;
      world.chain.propose(world.dao().governor(), 1);
      world.turns(3);

      assertThat(world.stored(world.dao())).containsExactly(1L);
      assertThat(world.problems.get("dao1")).contains("endpoint 2 serves chain 1");
    }
  }

  @Test
  void whatTwoEndpointsContradictEachOtherInDecidesNothing() {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      world.turns(3);
      world.node().fault = Fault.OTHER_CODE;

      assertThatThrownBy(
              () ->
                  world
                      .adapters
                      .contractSignatures()
                      .ask(ScriptedChain.ID, ACCOUNT, new byte[32], new byte[65]))
          .isInstanceOf(PrytanyException.class)
          .hasMessageContaining("contradict each other in what eth_getCode tells");
    }
  }

  /** One that fails in whatever way does not take the healthy one with it. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"GATEWAY_TIMEOUT", "NO_HEAD", "BAD_GATEWAY", "SERVER_ERROR", "DEAD", "CUT"})
  void whileOneOfTwoFailsTheOtherOneIsRead(Fault fault) {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      world.turns(3);
      world.nodes.getLast().fault = fault;
      world.chain.propose(world.dao().governor(), 1);
      world.turns(24);
      assertThat(world.stored(world.dao())).containsExactly(1L);
    }
  }

  @Test
  void theHeadIsTheLowerOneUnlessAnEndpointStands() {
    try (EndpointWorld world = new EndpointWorld(2, 1)) {
      world.turns(3);
      world.nodes.getLast().fault = Fault.LAGS;
      world.turns(3);
      assertThat(world.adapters.logs().head(world.dao()).number())
          .isEqualTo(world.chain.head() - 2);
      assertThat(world.problems).isEmpty();

      world.nodes.getLast().stop();
      world.chain.propose(world.dao().governor(), 1);
      world.turns(60);

      assertThat(world.stored(world.dao())).containsExactly(1L);
      assertThat(world.problems.get("dao1")).contains("endpoint 2 stands");
    }
  }
}
