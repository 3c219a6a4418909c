package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A helper of tests is worth what it refuses. */
class GrowthTest {

  private static final long SMALL = 1_000_000;

  private final List<byte[]> kept = new ArrayList<>();
  private long sum;

  @Test
  void workThatGrowsWithItsInputPasses() {
    assertThatCode(() -> Growth.assertLinear("steps", work(1000, SMALL), work(4000, 4 * SMALL)))
        .doesNotThrowAnyException();
  }

  @Test
  void workThatGrowsWithTheSquareIsRefused() {
    assertThatThrownBy(
            () -> Growth.assertLinear("steps", work(1000, SMALL), work(4000, 16 * SMALL)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("time for steps");
  }

  @Test
  void memoryThatGrowsWithTheSquareIsRefused() {
    assertThatThrownBy(
            () -> Growth.assertLinear("memory", work(10_000, SMALL), work(160_000, 4 * SMALL)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bytes for memory");
  }

  /** Counted in ticks, a short run is measured badly: four of them are not. */
  @Test
  void workOfAnotherProcessIsHeldToTheSame() {
    AtomicInteger calls = new AtomicInteger();
    assertThatCode(
            () -> Growth.assertLinear("ticks", () -> 7 + calls.getAndIncrement() % 4, () -> 40L))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Growth.assertLinear("ticks", () -> 10L, () -> 160L))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("work for ticks");
  }

  private Runnable work(int bytes, long steps) {
    return () -> {
      kept.clear();
      kept.add(new byte[bytes]);
      for (long step = 0; step < steps; step++) {
        sum = sum * 31 + step;
      }
    };
  }
}
