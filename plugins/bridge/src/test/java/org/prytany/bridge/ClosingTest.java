package org.prytany.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.prytany.spi.Plugin;

/** Whatever a plugin does when it is taken out of service, who takes it out goes on. */
class ClosingTest {

  @Test
  void what_it_throws_is_its_own() {
    for (Throwable thrown :
        new Throwable[] {new IllegalStateException("no"), new StackOverflowError(), new Error()}) {
      assertThatCode(
              () -> Closing.close(new Ending(() -> ClosingTest.<RuntimeException>raise(thrown))))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void one_that_does_not_return_is_left_to_it_on_a_thread_that_keeps_no_process()
      throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    boolean[] daemon = new boolean[1];
    Closing.close(
        new Ending(
            () -> {
              daemon[0] = Thread.currentThread().isDaemon();
              while (!Thread.interrupted()) {
                Thread.onSpinWait();
              }
              interrupted.countDown();
            }),
        0);
    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(daemon[0]).isTrue();
  }

  @Test
  void the_host_sees_by_the_stack_who_is_ending() {
    List<String> callers = new ArrayList<>();
    Closing.close(
        new Ending(
            () -> {
              for (StackTraceElement at : Thread.currentThread().getStackTrace()) {
                callers.add(at.getClassName());
              }
            }));
    assertThat(callers).contains("org.prytany.bridge.Closing");
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private record Ending(Runnable what) implements Plugin {
    @Override
    public void close() {
      what.run();
    }

    @Override
    public String id() {
      return "ending";
    }

    @Override
    public String version() {
      return "1.0";
    }
  }
}
