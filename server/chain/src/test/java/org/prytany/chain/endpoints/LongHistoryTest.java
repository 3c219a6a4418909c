package org.prytany.chain.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Hundreds of proposals at once, from endpoints that bear different numbers of questions. */
class LongHistoryTest {

  private static final int MANY = 600;

  private static EndpointWorld world() {
    EndpointWorld world = new EndpointWorld(1, 1);
    for (int id = 1; id <= MANY; id++) {
      world.chain.propose(world.dao().governor(), id);
    }
    return world;
  }

  private static List<Long> all() {
    return LongStream.rangeClosed(1, MANY).boxed().toList();
  }

  private static void assertAllThereOnce(EndpointWorld world) {
    assertThat(world.problems).isEmpty();
    assertThat(world.stored(world.dao())).isEqualTo(all());
    assertThat(world.acts().filter("proposal.created"::equals)).hasSize(MANY);
  }

  @Test
  void theyAreHeldAgainstTheChainInFewRequests() {
    try (EndpointWorld world = world()) {
      world.turn();

      assertAllThereOnce(world);
      assertThat(world.node().questions.get()).isGreaterThan(5 * MANY);
      assertThat(world.requests()).isLessThan(MANY / 6);
    }
  }

  @Test
  void anEndpointThatBearsFewQuestionsIsAskedForFewAtATime() {
    try (EndpointWorld world = world()) {
      world.node().largestBatch = 10;
      world.turn();

      assertAllThereOnce(world);
      assertThat(world.node().batches).isTrue();
      assertThat(world.requests()).isLessThan(2 * MANY);
    }
  }

  @Test
  void oneThatAsksToWaitIsAskedForFewerAtATime() {
    try (EndpointWorld world = world()) {
      world.node().throttledAbove = 20;
      world.turns(6);

      assertAllThereOnce(world);
    }
  }

  @Test
  void oneThatLeavesAnswersOutIsAskedForFewerAtATime() {
    try (EndpointWorld world = world()) {
      world.node().mostAnswers = 30;
      world.turn();

      assertAllThereOnce(world);
    }
  }

  @Test
  void oneThatAnswersHalfOfEverythingLosesNothing() {
    try (EndpointWorld world = world()) {
      world.turns(1);
      for (int id = MANY + 1; id <= MANY + 50; id++) {
        world.chain.propose(world.dao().governor(), id);
      }
      world.node().mostAnswers = 1;
      world.turns(3);
      assertThat(world.problems).isNotEmpty();
      assertThat(world.stored(world.dao())).isEqualTo(all());

      world.node().mostAnswers = Integer.MAX_VALUE;
      world.turns(12);

      assertThat(world.problems).isEmpty();
      assertThat(world.stored(world.dao())).hasSize(MANY + 50);
      assertThat(world.acts().filter("proposal.created"::equals)).hasSize(MANY + 50);
    }
  }

  @Test
  void anIdThatIsShownTwiceInOneBatchIsStoredOnceAndTheOtherToldAsRefused() {
    try (EndpointWorld world = world()) {
      world.chain.propose(world.dao().governor(), 7);
      world.turn();

      assertAllThereOnce(world);
      assertThat(world.acts().filter("proposal.refused"::equals)).hasSize(1);
    }
  }
}
