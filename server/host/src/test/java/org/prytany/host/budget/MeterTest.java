package org.prytany.host.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MeterTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final HandDrivenTimes times = new HandDrivenTimes();

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
    AtomicBoolean over = new AtomicBoolean();
    MeteredCall<String> working =
        MeteredCall.start(
            "working",
            () -> {
              while (!over.get()) {
                Thread.onSpinWait();
              }
              return "";
            },
            Times.ofThisMachine());
    // Until it shows, however slow the machine is.
    while (working.used().processorNanos() < Duration.ofMillis(50).toNanos()) {
      Thread.onSpinWait();
    }
    over.set(true);
    assertThat(waiting.used().processorNanos()).isLessThan(working.used().processorNanos());
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
