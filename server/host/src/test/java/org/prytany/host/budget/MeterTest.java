package org.prytany.host.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MeterTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final HandDrivenTimes times = new HandDrivenTimes();

  @Test
  void a_callers_own_past_is_not_counted() {
    times.processor(Thread.currentThread(), SECOND.multipliedBy(7));
    times.clock(SECOND.multipliedBy(9));
    Meter meter = Meter.ofCaller(times);
    times.processor(Thread.currentThread(), SECOND);
    times.clock(SECOND.multipliedBy(2));

    assertThat(meter.used())
        .isEqualTo(new Used(SECOND.toNanos(), SECOND.multipliedBy(2).toNanos()));
  }

  @Test
  void threads_of_a_call_count_together_and_with_what_was_read_last_once_they_end()
      throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch endOther = new CountDownLatch(1);
    Thread[] other = new Thread[1];
    CountDownLatch begun = new CountDownLatch(1);
    MeteredCall<String> call =
        MeteredCall.start(
            "call",
            () -> {
              times.processor(Thread.currentThread(), SECOND);
              other[0] = new Thread(() -> await(endOther));
              other[0].start();
              times.processor(other[0], SECOND.multipliedBy(2));
              begun.countDown();
              await(end);
              return "done";
            },
            times);
    begun.await();
    assertThat(call.used().processorNanos()).isEqualTo(SECOND.multipliedBy(3).toNanos());
    endOther.countDown();
    other[0].join();
    assertThat(call.used().processorNanos()).isEqualTo(SECOND.multipliedBy(3).toNanos());
    end.countDown();
    assertThat(call.get(new Budget(SECOND.multipliedBy(9), SECOND))).isEqualTo("done");
  }

  @Test
  void the_machine_tells_work_from_waiting() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    MeteredCall<String> waiting =
        MeteredCall.start(
            "waiting",
            () -> {
              await(end);
              return "";
            },
            Times.ofThisMachine());
    Meter own = Meter.ofCaller(Times.ofThisMachine());
    // Work until it shows, however slow the machine is.
    while (own.used().processorNanos() < Duration.ofMillis(50).toNanos()) {
      Thread.onSpinWait();
    }
    assertThat(waiting.used().processorNanos()).isLessThan(own.used().processorNanos());
    assertThat(waiting.used().clockNanos()).isPositive();
    end.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
