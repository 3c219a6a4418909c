package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Times are given, none is measured. */
class StartPatienceTest {

  private final StartPatience patience = new StartPatience(0);

  private boolean isOver(int seconds, double processorSeconds) {
    return patience.isOver(
        Duration.ofSeconds(seconds).toNanos(),
        Optional.of(Duration.ofMillis((long) (processorSeconds * 1_000))));
  }

  @Test
  void aProcessThatWorksOnABusyMachineIsWaitedFor() {
    for (int i = 1; i <= 1_200; i++) {
      assertThat(isOver(i, i / 60.0)).as("after %d s", i).isFalse();
    }
  }

  @Test
  void oneThatIsStuckIsGivenUpAfterAWindow() {
    assertThat(isOver(100, 20)).isFalse();
    assertThat(isOver(180, 20)).isFalse();
    assertThat(isOver(359, 20.5)).isFalse();
    assertThat(isOver(360, 20.5)).isTrue();
  }

  @Test
  void oneThatWorksWithoutEndIsGivenUp() {
    assertThat(isOver(179, 179)).isFalse();
    assertThat(isOver(181, 181)).isTrue();
  }

  /** A thread that polls is no start: it has taken more than the least of each window. */
  @Test
  void oneThatHangsAndPollsIsGivenUp() {
    for (int i = 1; i < 1_800; i++) {
      assertThat(isOver(i, i / 60.0)).as("after %d s", i).isFalse();
    }
    assertThat(isOver(1_800, 30)).isTrue();
  }

  @Test
  void whereTheSystemDoesNotSayTheClockDecides() {
    assertThat(patience.isOver(Duration.ofSeconds(179).toNanos(), Optional.empty())).isFalse();
    assertThat(patience.isOver(Duration.ofSeconds(180).toNanos(), Optional.empty())).isTrue();
  }
}
