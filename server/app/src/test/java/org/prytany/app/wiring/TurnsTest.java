package org.prytany.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** When turns begin; time is played, in milliseconds. */
class TurnsTest {

  private record Task(long at, Runnable what, CompletableFuture<Void> handle) {}

  private static final long MILLI = 1_000_000;

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>((one, other) -> Long.compare(one.at(), other.at()));
  private final List<Long> begun = new ArrayList<>();
  private long now;
  private long takes;

  private Future<?> after(Duration pause, Runnable what) {
    Task task = new Task(now + pause.toMillis(), what, new CompletableFuture<>());
    tasks.add(task);
    return task.handle();
  }

  private Turns turns(Optional<Duration> pause, Duration gap) {
    return new Turns(this::turn, pause, gap, this::after, () -> now * MILLI);
  }

  private void turn() {
    begun.add(now);
    now += takes;
  }

  /** Lets time pass, and wakes in every so many milliseconds. */
  private void play(Turns turns, long until, long wakes) {
    while (now < until) {
      now++;
      if (wakes > 0 && now % wakes == 0) {
        turns.wake();
      }
      while (!tasks.isEmpty() && tasks.peek().at() <= now) {
        Task task = tasks.remove();
        if (!task.handle().isCancelled()) {
          task.what().run();
        }
      }
    }
  }

  @Test
  void turnsFollowEachOtherAfterThePause() {
    takes = 10;
    Turns turns = turns(Optional.of(Duration.ofMillis(100)), Duration.ZERO);
    turns.start();
    play(turns, 400, 0);
    assertThat(begun).containsExactly(1L, 111L, 221L, 331L);
  }

  @Test
  void oneThatIsWokenBeginsAtOnceAndThePauseBeginsAgain() {
    Turns turns = turns(Optional.of(Duration.ofMillis(100)), Duration.ZERO);
    turns.start();
    play(turns, 30, 0);
    turns.wake();
    play(turns, 140, 0);
    assertThat(begun).containsExactly(1L, 31L, 131L);
  }

  @Test
  void aFloodOfWakingsGivesNoMoreTurnsThanTheGapAllows() {
    Turns turns = turns(Optional.empty(), Duration.ofMillis(50));
    play(turns, 1_000, 1);
    assertThat(begun).hasSizeBetween(19, 20);
    for (int i = 1; i < begun.size(); i++) {
      assertThat(begun.get(i) - begun.get(i - 1)).isGreaterThanOrEqualTo(50);
    }
  }

  /** On a machine that is too slow for its turns, somebody else gets a turn as well. */
  @Test
  void aGapIsLeftBetweenTurnsThatTakeLong() {
    takes = 200;
    Turns turns = turns(Optional.of(Duration.ofMillis(100)), Duration.ofMillis(25));
    turns.start();
    play(turns, 2_000, 1);
    assertThat(begun).hasSizeGreaterThan(5);
    for (int i = 1; i < begun.size(); i++) {
      assertThat(begun.get(i) - begun.get(i - 1)).isGreaterThanOrEqualTo(225);
    }
  }

  @Test
  void theLastOfSeveralWakingsIsNotLost() {
    Turns turns = turns(Optional.empty(), Duration.ofMillis(50));
    play(turns, 10, 0);
    turns.wake();
    play(turns, 15, 0);
    turns.wake();
    play(turns, 200, 0);
    assertThat(begun).containsExactly(11L, 61L);
  }

  /** What the turn has read by then may be from before that. */
  @Test
  void oneThatIsWokenDuringATurnComesAfterIt() {
    List<Turns> itself = new ArrayList<>();
    Turns turns =
        new Turns(
            () -> {
              turn();
              if (begun.size() == 1) {
                itself.getFirst().wake();
                itself.getFirst().wake();
              }
            },
            Optional.of(Duration.ofMillis(100)),
            Duration.ZERO,
            this::after,
            () -> now * MILLI);
    itself.add(turns);
    turns.start();
    play(turns, 90, 0);
    assertThat(begun).hasSize(2);
  }

  @Test
  void afterTheEndNothingBegins() {
    Turns turns = turns(Optional.of(Duration.ofMillis(10)), Duration.ZERO);
    turns.start();
    play(turns, 5, 0);
    turns.stop();
    turns.wake();
    play(turns, 100, 0);
    assertThat(begun).hasSize(1);
  }
}
