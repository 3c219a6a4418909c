package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.prytany.app.limits.Places;
import org.prytany.app.problem.Busy;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.host.budget.Budget;

class DigestRunTest {

  private static final Budget LITTLE = new Budget(Duration.ofMillis(100), Duration.ofDays(1));
  private static final Budget ANY = new Budget(Duration.ofDays(1), Duration.ofDays(1));

  private final Places places = new Places(1, 0, Duration.ofDays(1));

  @Test
  void whatIsGivenUpKeepsItsPlaceUntilItsThreadEnds() throws InterruptedException {
    AtomicBoolean end = new AtomicBoolean();
    Thread[] worker = new Thread[1];
    assertThatThrownBy(
            () ->
                DigestRun.withinBudget(
                    () -> {
                      worker[0] = Thread.currentThread();
                      return deafly(end);
                    },
                    places.take(),
                    LITTLE))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("was given up");

    assertThatThrownBy(places::take).isInstanceOf(Busy.class);
    end.set(true);
    worker[0].join();
    places.take().close();
  }

  @Test
  void whatAnswersOrFailsLeavesItsPlace() {
    assertThat(DigestRun.withinBudget(() -> "made", places.take(), ANY)).isEqualTo("made");
    assertThatThrownBy(
            () ->
                DigestRun.withinBudget(
                    () -> {
                      throw new IllegalStateException("no");
                    },
                    places.take(),
                    ANY))
        .hasMessage("a digest failed");
    places.take().close();
  }

  /** As a pattern that is being matched: it works, and nobody can tell it to end. */
  private static String deafly(AtomicBoolean end) {
    while (!end.get()) {
      Thread.onSpinWait();
    }
    return "late";
  }
}
