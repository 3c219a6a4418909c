package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every new guard over one folder is a new start of the plugins' process. */
class CrashGuardTest {

  private static final String WAR = "a".repeat(64);

  @TempDir private Path state;

  @Test
  void one_death_is_forgiven_and_two_in_a_row_put_a_plugin_aside() throws IOException {
    new CrashGuard(state, Set.of(), "run-2", "").begin(WAR, "x.war");
    CrashGuard second = new CrashGuard(state, Set.of(), "run-2", "");
    assertThat(second.aside(WAR)).isEmpty();
    second.begin(WAR, "x.war");
    assertThat(new CrashGuard(state, Set.of(), "run-2", "").aside(WAR))
        .contains("the plugins' process ended 2 times while it started");
    assertThat(new CrashGuard(state, Set.of(), "run-2", "").aside(WAR))
        .as("and stays so")
        .isPresent();
  }

  @Test
  void what_started_before_is_put_aside_after_five_deaths_and_not_after_four() throws IOException {
    for (int death = 0; death < 4; death++) {
      new CrashGuard(state, Set.of(WAR), "run-2", "").begin(WAR, "x.war");
    }
    CrashGuard fifth = new CrashGuard(state, Set.of(WAR), "run-2", "");
    assertThat(fifth.aside(WAR)).isEmpty();
    fifth.begin(WAR, "x.war");
    assertThat(new CrashGuard(state, Set.of(WAR), "run-2", "").aside(WAR))
        .contains("the plugins' process ended 5 times while it started");
  }

  @Test
  void what_is_put_aside_stays_so_although_the_reason_was_cut_off() throws IOException {
    CrashGuard guard = new CrashGuard(state, Set.of(), "run-2", "");
    Files.writeString(state.resolve("aside").resolve(WAR), "");
    assertThat(guard.aside(WAR)).contains("the plugins' process ended while it started");
  }

  @Test
  void an_exit_is_blamed_on_what_starts_only_where_it_can_be_nobody_elses() {
    Thread any = new Thread(() -> {}, "any");
    StackTraceElement[] inStart =
        stack("java.lang.System", "x.Plugin", "org.prytany.bridge.PluginExtension#offer");
    StackTraceElement[] elsewhere = stack("java.lang.System", "x.Plugin", "java.lang.Thread");
    assertThat(CrashGuard.exitOfStart(Map.of(any, inStart), false)).isTrue();
    assertThat(CrashGuard.exitOfStart(Map.of(any, elsewhere), true)).isTrue();
    assertThat(CrashGuard.exitOfStart(Map.of(any, elsewhere), false)).isFalse();
    assertThat(CrashGuard.exitOfEnd(Map.of(any, inStart))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.prytany.bridge.Closing#lambda$close$0",
        "org.prytany.bridge.PluginExtension#withdrawAll"
      })
  void an_exit_of_what_is_taken_out_of_service_is_no_start_s(String taking) {
    StackTraceElement[] ending = stack("java.lang.System", "x.Plugin#close", taking);
    Map<Thread, StackTraceElement[]> stacks = Map.of(Thread.currentThread(), ending);
    assertThat(CrashGuard.exitOfEnd(stacks)).isTrue();
    assertThat(CrashGuard.exitOfStart(stacks, false)).isFalse();
    assertThat(CrashGuard.exitOfStart(stacks, true)).as("it has left those that run").isFalse();
  }

  private static StackTraceElement[] stack(String... callers) {
    return Stream.concat(Stream.of("java.lang.Runtime"), Stream.of(callers))
        .map(name -> name.split("#", -1))
        .map(at -> new StackTraceElement(at[0], at.length > 1 ? at[1] : "exit", "X.java", 1))
        .toArray(StackTraceElement[]::new);
  }

  @Test
  void a_start_that_ends_well_between_two_deaths_forgives_the_first() throws IOException {
    new CrashGuard(state, Set.of(), "run-2", "").begin(WAR, "x.war");
    CrashGuard second = new CrashGuard(state, Set.of(), "run-2", "");
    second.begin(WAR, "x.war");
    second.end(WAR);
    new CrashGuard(state, Set.of(), "run-2", "").begin(WAR, "x.war");
    assertThat(new CrashGuard(state, Set.of(), "run-2", "").aside(WAR)).isEmpty();
  }

  @Test
  void an_exit_from_within_puts_aside_at_once_and_an_orderly_end_does_not() throws IOException {
    CrashGuard first = new CrashGuard(state, Set.of(), "run-2", "");
    first.begin(WAR, "x.war");
    first.ending(WAR, "x.war", false);
    CrashGuard second = new CrashGuard(state, Set.of(), "run-2", "");
    assertThat(second.aside(WAR)).isEmpty();
    second.begin(WAR, "x.war");
    second.ending(WAR, "x.war", true);
    assertThat(new CrashGuard(state, Set.of(), "run-2", "").aside(WAR))
        .contains("the plugins' process exited from within while it started");
  }

  @Test
  void a_death_while_several_were_starting_blames_none_and_lets_them_start_one_at_a_time()
      throws IOException {
    String other = "b".repeat(64);
    for (int start = 0; start < 3; start++) {
      CrashGuard guard = new CrashGuard(state, Set.of(), "run-2", "");
      guard.begin(WAR, "x.war");
      guard.begin(other, "y.war");
    }
    CrashGuard careful = new CrashGuard(state, Set.of(), "run-2", "");
    assertThat(careful.careful()).isTrue();
    assertThat(careful.aside(WAR)).isEmpty();
    assertThat(careful.aside(other)).isEmpty();
    careful.begin(other, "y.war");
    CrashGuard again = new CrashGuard(state, Set.of(), "run-2", "");
    assertThat(again.careful()).isFalse();
    again.begin(other, "y.war");
    assertThat(new CrashGuard(state, Set.of(), "run-2", "").aside(other)).isPresent();
    assertThat(new CrashGuard(state, Set.of(), "run-2", "").aside(WAR)).isEmpty();
  }

  @Test
  void an_end_that_is_known_to_have_another_cause_costs_nothing_unless_exit_was_called()
      throws IOException {
    new CrashGuard(state, Set.of(), "run-2", "").begin(WAR, "x.war");
    for (int end = 0; end < 3; end++) {
      CrashGuard forgiven = new CrashGuard(state, Set.of(), "run-2", "run-2");
      assertThat(forgiven.aside(WAR)).isEmpty();
      forgiven.begin(WAR, "x.war");
    }
    CrashGuard counted = new CrashGuard(state, Set.of(), "run-2", "");
    assertThat(counted.aside(WAR)).as("the first that is not known").isEmpty();
    counted.begin(WAR, "x.war");
    CrashGuard between = new CrashGuard(state, Set.of(), "run-2", "run-2");
    between.begin(WAR, "x.war");
    assertThat(new CrashGuard(state, Set.of(), "run-2", "").aside(WAR))
        .as("what counted before still does")
        .isPresent();

    String other = "b".repeat(64);
    CrashGuard exiting = new CrashGuard(state, Set.of(), "run-2", "");
    exiting.begin(other, "y.war");
    exiting.ending(other, "y.war", true);
    assertThat(new CrashGuard(state, Set.of(), "run-2", "run-2").aside(other)).isPresent();
  }

  @Test
  void who_was_told_of_forgiveness_and_never_came_to_it_leaves_it_to_the_next() throws IOException {
    new CrashGuard(state, Set.of(), "run-1", "").begin(WAR, "x.war");
    // That of run-2 ended before any of its host ran.
    CrashGuard third = new CrashGuard(state, Set.of(), "run-3", "run-1");
    third.begin(WAR, "x.war");
    CrashGuard fourth = new CrashGuard(state, Set.of(), "run-4", "run-1");
    fourth.begin(WAR, "x.war");

    assertThat(fourth.aside(WAR)).as("run-3 is not forgiven, and is the first").isEmpty();
    assertThat(new CrashGuard(state, Set.of(), "run-5", "run-1").aside(WAR)).isPresent();
  }

  @Test
  void what_is_taken_away_is_forgotten() throws IOException {
    CrashGuard first = new CrashGuard(state, Set.of(), "run-2", "");
    first.begin(WAR, "x.war");
    first.ending(WAR, "x.war", true);
    CrashGuard second = new CrashGuard(state, Set.of(), "run-2", "");
    second.keepOnly(Set.of(WAR));
    assertThat(second.aside(WAR)).isPresent();
    second.keepOnly(Set.of());
    assertThat(second.aside(WAR)).isEmpty();
  }

  @Test
  void a_guard_file_that_was_cut_off_counts_as_a_death() throws IOException {
    new CrashGuard(state, Set.of(), "run-2", "").begin(WAR, "x.war");
    Files.writeString(state.resolve("starting").resolve(WAR), "");
    CrashGuard second = new CrashGuard(state, Set.of(), "run-2", "");
    assertThat(second.aside(WAR)).isEmpty();
    second.begin(WAR, "x.war");
    assertThat(new CrashGuard(state, Set.of(), "run-2", "").aside(WAR)).isPresent();
  }
}
