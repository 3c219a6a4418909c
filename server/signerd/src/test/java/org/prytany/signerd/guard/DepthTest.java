package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.VOTE;
import static org.prytany.signerd.guard.GuardWorld.content;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.act.Act;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.signerd.journal.Recorded;

/**
 * The endpoint says that a vote's nonce went to something else. Whether that is deep decides
 * whether the vote gets another nonce.
 */
class DepthTest {

  private static final Duration STEP = GuardWorld.LOOKS;

  @TempDir Path folder;
  GuardWorld world;
  SigningRequest vote;
  Act.Submission first;

  @BeforeEach
  void signed() {
    world = new GuardWorld(folder);
    world.ready(VOTE);
    vote = world.request(VOTE, world.honest(content()));
    first = world.guard.sign(vote);
    world.chain.count = 8;
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatHeldForAnHourByAllClocksAndInManyLooksIsDeep() {
    waits();
    world.pass(Depth.DEEP);
    assertThat(world.guard.sign(vote).nonce()).isEqualTo(8);
  }

  @Test
  void twoLooksAnHourApartAreNotEnough() {
    waits();
    move(Depth.DEEP);
    waits();
    world.guard.look();
    waits();
  }

  @Test
  void manyLooksAtOnceAreNotEnough() {
    waits();
    move(Depth.DEEP);
    for (int i = 0; i < 3 * Depth.LOOKS; i++) {
      world.guard.look();
      waits();
    }
  }

  @Test
  void aClockThatJumpsAheadMakesNothingDeep() {
    waits();
    step(any -> world.now = world.now.plus(Duration.ofDays(10)), 2 * Depth.LOOKS);
    waits();
  }

  @Test
  void aChainThatNamesAnyTimeMakesNothingDeep() {
    waits();
    step(any -> world.chain.grow(Duration.ofDays(10)), 2 * Depth.LOOKS);
    waits();
  }

  @Test
  void aChainThatStandsStillMakesNothingDeep() {
    waits();
    step(
        any -> {
          world.now = world.now.plus(STEP);
          world.nanos += STEP.toNanos();
        },
        3 * Depth.LOOKS);
    waits();
  }

  @Test
  void whatIsSaidOtherwiseOnceBeginsAnew() {
    waits();
    world.pass(Depth.DEEP.minus(STEP));
    world.chain.count = 7;
    world.guard.look();
    world.chain.count = 8;
    world.pass(STEP.multipliedBy(2));
    waits();
    world.pass(Depth.DEEP);
    assertThat(world.guard.sign(vote).nonce()).isEqualTo(8);
  }

  @Test
  void anotherChainOfBlocksBeginsAnew() {
    waits();
    long before = world.chain.head;
    world.pass(Depth.DEEP.minus(STEP));
    world.chain.reorganise(before - 5);
    world.pass(STEP.multipliedBy(2));
    waits();
    world.pass(Depth.DEEP);
    assertThat(world.guard.sign(vote).nonce()).isEqualTo(8);
  }

  @Test
  void aReorgOfTheNewestBlocksAloneTakesNothingBack() {
    waits();
    for (int i = 0; i < Depth.LOOKS; i++) {
      world.pass(STEP);
      world.chain.reorganise(world.chain.head - 1);
    }
    assertThat(world.guard.sign(vote).nonce()).isEqualTo(8);
  }

  @Test
  void aRestartBeginsAnew() {
    waits();
    world.pass(Depth.DEEP.minus(STEP));
    world.start(false);
    waits();
    world.pass(STEP.multipliedBy(2));
    waits();
  }

  @Test
  void whatIsDeepStaysSoAfterARestart() {
    waits();
    world.pass(Depth.DEEP);
    world.start(false);
    assertThat(world.guard.sign(vote).nonce()).isEqualTo(8);
  }

  @Test
  void aSecondEndpointThatSaysOtherwiseOrNothingMakesNothingDeep() {
    OneChain second = new OneChain();
    world.chain.second = Optional.of(second);
    world.start(false);
    waits();
    world.pass(Depth.DEEP);
    waits();
    second.whileCounting =
        () -> {
          throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "silent");
        };
    world.pass(Depth.DEEP);
    waits();
    second.whileCounting = () -> {};
    second.count = 8;
    second.mined.add(first.transactionHash());
    world.pass(Depth.DEEP);
    waits();
    second.mined.clear();
    world.pass(Depth.DEEP.minus(STEP));
    waits();
    world.pass(STEP.multipliedBy(2));
    assertThat(world.guard.sign(vote).nonce()).isEqualTo(8);
  }

  @Test
  void aSecondEndpointThatSaysOtherwiseOnceBeginsAnew() {
    OneChain second = new OneChain();
    second.count = 8;
    world.chain.second = Optional.of(second);
    world.start(false);
    waits();
    world.pass(Depth.DEEP.minus(STEP));
    second.count = 7;
    world.pass(STEP);
    second.count = 8;
    world.pass(STEP.multipliedBy(2));
    waits();
    world.pass(Depth.DEEP);
    assertThat(world.guard.sign(vote).nonce()).isEqualTo(8);
  }

  @Test
  void aSecondEndpointThatIsSilentForAMomentHoldsUpNoMoreThanThat() {
    OneChain second = new OneChain();
    second.count = 8;
    world.chain.second = Optional.of(second);
    world.start(false);
    waits();
    world.pass(Depth.DEEP.dividedBy(2));
    second.whileCounting =
        () -> {
          throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "silent");
        };
    world.pass(STEP);
    second.whileCounting = () -> {};
    world.pass(Depth.DEEP.dividedBy(2));
    assertThat(world.guard.sign(vote).nonce()).isEqualTo(8);
  }

  @Test
  void whatTurnsOutToBeALieAfterItWasDeepIsVoid() {
    waits();
    world.pass(Depth.DEEP);
    assertThat(lines(Recorded.Deep.class)).isEqualTo(1);
    world.chain.count = 7;
    world.pass(STEP);
    assertThat(lines(Recorded.Unused.class)).isEqualTo(1);
    world.chain.count = 8;
    waits();
  }

  @Test
  void aReceiptThatComesToSomethingElseInAnotherBlockIsRecordedAnew() {
    world.chain.mined.add(first.transactionHash());
    world.chain.failed.add(first.transactionHash());
    world.guard.look();
    world.chain.failed.clear();
    world.guard.look();
    assertThat(
            world.lines().stream()
                .map(line -> line.what())
                .filter(Recorded.Used.class::isInstance)
                .map(what -> ((Recorded.Used) what).succeeded()))
        .containsExactly(false, true);
  }

  private long lines(Class<? extends Recorded> kind) {
    return world.lines().stream().filter(line -> kind.isInstance(line.what())).count();
  }

  /** Time passes everywhere while nobody looks. */
  private void move(Duration time) {
    world.now = world.now.plus(time);
    world.nanos += time.toNanos();
    world.chain.grow(time);
  }

  private void step(Consumer<Integer> change, int times) {
    for (int i = 0; i < times; i++) {
      change.accept(i);
      world.guard.look();
    }
  }

  private void waits() {
    assertThatThrownBy(() -> world.guard.sign(vote))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONCURRENT_CHANGE))
        .hasMessageContaining("another nonce when that has held");
  }
}
