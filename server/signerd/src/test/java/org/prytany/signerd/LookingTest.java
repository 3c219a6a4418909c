package org.prytany.signerd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LookingTest {

  @Test
  void aLookThatFailsInAWayThatNobodyForesawIsNotTheLastOne() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(3);
    try (Looking looking =
        Looking.start(
            () -> {
              looks.countDown();
              throw new IllegalStateException("nobody foresaw this");
            },
            Duration.ofMillis(1))) {
      assertThat(looks.await(1, TimeUnit.MINUTES)).as(looking.toString()).isTrue();
    }
  }
}
