package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausingTest {

  private static final Duration LONG = Duration.ofDays(9);

  @Test
  void whoIsInHasteCutsAPauseThatWouldLastForDays() throws Exception {
    Pausing pausing = new Pausing(LONG, LONG, Duration.ofMillis(1));
    Thread waiting = Thread.ofPlatform().start(() -> await(pausing));

    while (waiting.isAlive()) {
      pausing.hasten();
      Thread.sleep(1);
    }
    assertThat(pausing.next()).isEqualTo(LONG);
  }

  @Test
  void hasteBeforeAPauseDoesNotCutIt() throws Exception {
    Pausing pausing = new Pausing(LONG, LONG, Duration.ofMillis(1));
    pausing.hasten();
    Thread waiting = Thread.ofPlatform().start(() -> await(pausing));

    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    assertThat(waiting.join(Duration.ofMillis(50))).isFalse();
    waiting.interrupt();
    waiting.join();
  }

  @Test
  void eachIsTwiceAsLongUntilTheLongestAndTheFirstComesAgain() throws Exception {
    Pausing pausing = new Pausing(Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofMillis(1));
    pausing.await();
    assertThat(pausing.next()).isEqualTo(Duration.ofMillis(2));
    pausing.await();
    assertThat(pausing.next()).isEqualTo(Duration.ofMillis(3));

    pausing.beginAnew();

    assertThat(pausing.next()).isEqualTo(Duration.ofMillis(1));
  }

  private static void await(Pausing pausing) {
    try {
      pausing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
