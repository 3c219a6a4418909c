package org.prytany.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a plugin threw when it started is said, and the thread that started it goes on. */
class FailuresTest {

  @Test
  void it_is_said_with_its_trace() {
    Failures.Told told =
        Failures.told(new IllegalStateException("no luck", new ArithmeticException("nor here")));
    assertThat(told.words())
        .isEqualTo("IllegalStateException: no luck; caused by ArithmeticException: nor here");
    assertThat(told.trace()).contains("FailuresTest", "Caused by");
  }

  @Test
  void one_that_never_says_why_is_named() {
    Failures.Told told = Failures.told(new Silent());
    assertThat(told.words()).endsWith("Silent, which does not say why");
  }

  @Test
  void one_that_says_too_much_is_cut() {
    Failures.Told told = Failures.told(new IllegalStateException("x".repeat(1_000_000)));
    assertThat(told.words()).hasSizeLessThan(1_100);
    assertThat(told.trace()).hasSizeLessThanOrEqualTo(20_000);
  }

  private static final class Silent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
      return "too late";
    }
  }
}
