package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Times are given, none is measured. */
class StartPatienceTest {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final StartPatience patience = new StartPatience(WINDOW, 0);

  private boolean isOver(long seconds, double processorSeconds, String... missing) {
    return patience.isOver(
        Duration.ofSeconds(seconds).toNanos(),
        Duration.ofMillis((long) (processorSeconds * 1_000)),
        Set.of(missing));
  }

  private static long nanos(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void oneThatWorksOnABusyMachineIsWaitedFor() {
    assertThat(LongStream.range(1, 1_800).filter(second -> isOver(second, second / 40.0)))
        .isEmpty();
  }

  @Test
  void oneThatDoesNothingIsGivenUpAfterAWindowAndItsWordsSaySo() {
    assertThat(isOver(59, 5)).isFalse();
    assertThat(isOver(60, 5)).isFalse();
    assertThat(isOver(119, 5.5)).isFalse();
    assertThat(isOver(120, 5.5)).isTrue();
    assertThat(patience.words(nanos(120))).contains("less than a second of processor time in 60 s");
  }

  @Test
  void whereTheSystemDoesNotSayTheClockDecides() {
    assertThat(isOver(59, 0)).isFalse();
    assertThat(isOver(60, 0)).isTrue();
  }

  @Test
  void oneThatWorksWithoutEndIsGivenUp() {
    assertThat(isOver(1_799, 1_799)).isFalse();
    assertThat(isOver(1_800, 1_800)).isTrue();
    assertThat(patience.words(nanos(1_800))).contains("30 minutes");
  }

  /** It works all the time, at being asked. */
  @Test
  void oneThatAnswersIsWaitedForWhileWhatIsMissingChanges() {
    assertThat(isOver(300, 50, "server")).isFalse();
    assertThat(isOver(600, 90, "model", "plugin digester")).isFalse();
    assertThat(isOver(1_190, 100, "plugin digester")).isFalse();

    assertThat(isOver(1_789, 200, "plugin digester")).isFalse();
    assertThat(isOver(1_790, 200, "plugin digester")).isTrue();
    assertThat(patience.words(nanos(1_790))).contains("for 10 minutes");
  }

  /** A plugin that ends at each start, and is started again. */
  @Test
  void whatIsMissingInTurnsIsNoProgress() {
    assertThat(
            LongStream.range(1, 1_000)
                .filter(second -> isOver(second, second, second % 2 == 0 ? "a" : "b"))
                .findFirst())
        .hasValue(602);
  }

  @Test
  void severalStartsHaveOneLimitAndAreToldOfOnTheWay() {
    List<String> told = new ArrayList<>();
    StartWait wait = StartWait.within(Duration.ofSeconds(100), told::add, 0);
    for (long second = 1; second <= 60; second++) {
      look(wait, "The signer", second, Set.of());
    }
    look(wait, "The server", 100, Set.of("model"));

    assertThat(told)
        .containsExactly(
            "The signer is still starting after 15 s.",
            "The signer is still starting after 30 s.",
            "The signer is still starting after 45 s.",
            "The signer is still starting after 60 s.",
            "The server is still starting after 100 s. Missing: model");
    assertThatThrownBy(() -> look(wait, "The server", 101, Set.of("model")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("The server did not get ready within 100 s. Missing: model");
  }

  private void look(StartWait wait, String who, long second, Set<String> missing) {
    wait.look(who, nanos(second), patience, Duration.ZERO, missing, "Look.");
  }
}
