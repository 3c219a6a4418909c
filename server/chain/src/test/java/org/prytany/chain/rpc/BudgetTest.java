package org.prytany.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A budget that an address asked to shrink comes back by itself. */
class BudgetTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Budget budget = new Budget(0);

  /** All that is under way when an address is overrun is refused at once. */
  @Test
  void aBurstOfRefusalsCountsOnce() {
    for (int sent = 0; sent < 45; sent++) {
      budget.take(0);
    }
    for (int refused = 0; refused < 45; refused++) {
      budget.throttled(1);
    }
    for (int again = 0; again < 20; again++) {
      assertThat(budget.take(SECOND)).as("request %d", again).isZero();
    }
  }

  @Test
  void whatIsNotSentCostsNothing() {
    for (int asked = 0; asked < 100_000; asked++) {
      budget.take(0);
      budget.giveBack();
    }
    assertThat(budget.take(0)).isZero();
  }

  @Test
  void itGrowsAgainUnderALoadThatItCannotBear() {
    for (long second = 0; second < 10; second++) {
      for (int sent = 0; sent < 9; sent++) {
        budget.take(second * SECOND);
        budget.throttled(second * SECOND + sent);
      }
    }
    int sent = 0;
    for (long second = 10; second < 200; second++) {
      for (int asked = 0; asked < 9; asked++) {
        if (budget.take(second * SECOND).compareTo(Duration.ofSeconds(10)) > 0) {
          budget.giveBack();
        } else {
          sent++;
        }
      }
    }
    assertThat(sent).as("of 1,710 that were asked").isGreaterThan(1_200);
  }
}
