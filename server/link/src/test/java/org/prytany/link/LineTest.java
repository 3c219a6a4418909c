package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

  private static final Duration LONG = Duration.ofDays(9);

  private final Line line = new Line();
  private final List<String> came = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whatIsUrgentGoesFirstAndTheOthersInTheirOrder() throws Exception {
    assertThat(line.enter(false, LONG)).isTrue();
    List<Thread> waiting =
        List.of(
            waiting("a digest", false),
            waiting("another", false),
            waiting("a vote", true),
            waiting("another vote", true));

    line.leave();
    for (Thread one : waiting) {
      one.join();
    }

    assertThat(came).containsExactly("a vote", "another vote", "a digest", "another");
  }

  @Test
  void whoGivesUpHoldsUpNobody() throws Exception {
    assertThat(line.enter(false, LONG)).isTrue();
    assertThat(line.enter(true, Duration.ofMillis(1))).isFalse();
    line.leave();

    assertThat(line.enter(false, Duration.ZERO)).isTrue();
    assertThat(line.enter(true, Duration.ZERO)).isFalse();
  }

  private Thread waiting(String name, boolean urgent) throws InterruptedException {
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    if (line.enter(urgent, LONG)) {
                      came.add(name);
                      line.leave();
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    return thread;
  }
}
