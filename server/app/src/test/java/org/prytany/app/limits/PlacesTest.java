package org.prytany.app.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.prytany.app.problem.Busy;

class PlacesTest {

  private static final Duration FOR_EVER = Duration.ofDays(1);

  @Test
  void a_request_waits_for_a_place_and_gets_it() throws Exception {
    Places places = new Places(1, 1, FOR_EVER);
    try (Held held = new Held(places);
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<String> waiting = other.submit(() -> served(places));
      held.leave();
      assertThat(waiting.get()).isEqualTo("served");
    }
  }

  @Test
  void who_finds_the_line_full_is_told_when_to_come_back() throws Exception {
    Places places = new Places(1, 0, FOR_EVER);
    try (Held held = new Held(places)) {
      assertBusy(() -> served(places));
    }
    assertThat(served(places)).isEqualTo("served");
  }

  @Test
  void who_waited_too_long_is_told_when_to_come_back_and_leaves_the_line() throws Exception {
    Places places = new Places(1, 1, Duration.ZERO);
    try (Held held = new Held(places)) {
      for (int i = 0; i < 3; i++) {
        assertBusy(() -> served(places));
      }
    }
    assertThat(served(places)).isEqualTo("served");
  }

  @Test
  void a_place_is_left_once_however_often_it_is_left() {
    Places places = new Places(1, 0, FOR_EVER);
    Places.Taken taken = places.take();
    taken.close();
    taken.close();
    try (Places.Taken next = places.take()) {
      assertBusy(places::take);
    }
  }

  private static String served(Places places) {
    try (Places.Taken taken = places.take()) {
      return "served";
    }
  }

  private static void assertBusy(Runnable asking) {
    assertThatThrownBy(asking::run)
        .isInstanceOfSatisfying(
            Busy.class,
            busy -> {
              assertThat(busy.retryAfterSeconds()).isPositive();
              assertThat(busy.problem().status()).isEqualTo(503);
              assertThat(busy.problem().code()).isEqualTo("BUSY");
            });
  }

  /** Holds the only place until it leaves. */
  private static final class Held implements AutoCloseable {
    private final CountDownLatch leave = new CountDownLatch(1);
    private final Thread holder;

    Held(Places places) throws InterruptedException {
      CountDownLatch there = new CountDownLatch(1);
      holder =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (Places.Taken taken = places.take()) {
                      there.countDown();
                      leave.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      there.await();
    }

    void leave() throws InterruptedException {
      leave.countDown();
      holder.join();
    }

    @Override
    public void close() throws InterruptedException {
      leave();
    }
  }
}
