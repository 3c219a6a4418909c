package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Times are given, none is measured. */
class StartPatienceTest {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final StartPatience patience = new StartPatience(WINDOW, 0);

  private boolean isOver(long seconds, double processorSeconds) {
    return patience.isOver(
        Duration.ofSeconds(seconds).toNanos(),
        Duration.ofMillis((long) (processorSeconds * 1_000)));
  }

  private static long nanos(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void oneThatWorksOnABusyMachineIsWaitedFor() {
    assertThat(LongStream.range(1, 1_800).filter(second -> isOver(second, second / 40.0)))
        .isEmpty();
  }

  @Test
  void oneThatDoesNothingIsGivenUpAfterAWindowAndItsWordsSaySo() {
    assertThat(isOver(59, 5)).isFalse();
    assertThat(isOver(60, 5)).isFalse();
    assertThat(isOver(119, 5.5)).isFalse();
    assertThat(isOver(120, 5.5)).isTrue();
    assertThat(patience.words(nanos(120))).contains("nothing for 60 s");
  }

  @Test
  void whereTheSystemDoesNotSayTheClockDecides() {
    assertThat(isOver(59, 0)).isFalse();
    assertThat(isOver(60, 0)).isTrue();
  }

  @Test
  void oneThatWorksWithoutEndIsGivenUp() {
    assertThat(isOver(1_799, 1_799)).isFalse();
    assertThat(isOver(1_800, 1_800)).isTrue();
    assertThat(patience.words(nanos(1_800))).contains("30 minutes");
  }
}
