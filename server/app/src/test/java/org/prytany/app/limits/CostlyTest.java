package org.prytany.app.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.prytany.app.problem.Busy;

class CostlyTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5 * SECOND);
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void itIsMadeForATenthOfTheTimeHoweverOftenItIsAskedFor() {
    Costly<Integer> costly =
        new Costly<>(
            () -> {
              now.addAndGet(2 * SECOND);
              return made.incrementAndGet();
            },
            now::get);

    for (int i = 0; i < 1_000; i++) {
      assertThat(costly.get()).isOne();
    }
    now.addAndGet(20 * SECOND - 1);
    assertThat(costly.get()).isOne();
    now.addAndGet(1);
    assertThat(costly.get()).isEqualTo(2);
  }

  @Test
  void whoAsksWhileTheFirstIsMadeComesBackLater() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Costly<Integer> costly =
        new Costly<>(
            () -> {
              begun.countDown();
              try {
                end.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return made.incrementAndGet();
            },
            now::get);
    Thread first = new Thread(costly::get);
    first.start();
    begun.await();

    assertThatThrownBy(costly::get).isInstanceOf(Busy.class);
    end.countDown();
    first.join();
    assertThat(costly.get()).isOne();
  }

  @Test
  void aFailureIsNoAnswer() {
    Costly<Integer> costly =
        new Costly<>(
            () -> {
              if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
              }
              return made.get();
            },
            now::get);

    assertThatThrownBy(costly::get).hasMessage("once");
    assertThat(costly.get()).isEqualTo(2);
  }
}
