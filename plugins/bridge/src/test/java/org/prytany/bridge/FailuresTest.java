package org.prytany.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.util.Set;
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

  @Test
  void what_was_set_is_not_repeated_where_Java_itself_repeats_it() {
    Set<String> hidden = Set.of("k3y with a blank", "k3y with", "7");
    Failures.Told told =
        Failures.told(
            new IllegalStateException(
                "no 7, " + "x".repeat(980), thrown(() -> URI.create("k3y with a blank"))),
            hidden);
    assertThat(told.words() + told.trace()).doesNotContain("k3y").contains("[set]", "no 7, ");
    assertThat(Failures.told(new IllegalStateException("x".repeat(990) + "k3y with"), hidden))
        .extracting(Failures.Told::words)
        .asString()
        .doesNotContain("k3y");
  }

  @Test
  void of_a_text_that_is_cut_no_half_of_what_was_set_comes_nearer() {
    String one = "x".repeat(3_000);
    String other = "y".repeat(3_000);

    assertThat(Failures.without(Set.of(one, other), one + other, 1_000)).doesNotContain("yyyy");
    assertThat(Failures.without(Set.of(one), "a".repeat(9_000), 1_000)).hasSize(1_000);
  }

  private static Throwable thrown(Runnable what) {
    return catchThrowable(what::run);
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
