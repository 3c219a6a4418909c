package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every new guard over one folder is a new start of the server. */
class CrashGuardTest {

  private static final String WAR = "a".repeat(64);

  @TempDir private Path state;

  @Test
  void one_death_is_forgiven_and_two_in_a_row_put_a_plugin_aside() throws IOException {
    new CrashGuard(state).begin(WAR, "x.war");
    CrashGuard second = new CrashGuard(state);
    assertThat(second.aside(WAR)).isEmpty();
    second.begin(WAR, "x.war");
    assertThat(new CrashGuard(state).aside(WAR))
        .contains("the server's process ended 2 times while it started");
    assertThat(new CrashGuard(state).aside(WAR)).as("and stays so").isPresent();
  }

  @Test
  void a_start_that_ends_well_between_two_deaths_forgives_the_first() throws IOException {
    new CrashGuard(state).begin(WAR, "x.war");
    CrashGuard second = new CrashGuard(state);
    second.begin(WAR, "x.war");
    second.end(WAR);
    new CrashGuard(state).begin(WAR, "x.war");
    assertThat(new CrashGuard(state).aside(WAR)).isEmpty();
  }

  @Test
  void an_exit_from_within_puts_aside_at_once_and_an_orderly_end_does_not() throws IOException {
    CrashGuard first = new CrashGuard(state);
    first.begin(WAR, "x.war");
    first.ending(WAR, "x.war", false);
    CrashGuard second = new CrashGuard(state);
    assertThat(second.aside(WAR)).isEmpty();
    second.begin(WAR, "x.war");
    second.ending(WAR, "x.war", true);
    assertThat(new CrashGuard(state).aside(WAR))
        .contains("the server's process exited from within while it started");
  }

  @Test
  void a_death_while_several_were_starting_blames_none_and_lets_them_start_one_at_a_time()
      throws IOException {
    String other = "b".repeat(64);
    for (int start = 0; start < 3; start++) {
      CrashGuard guard = new CrashGuard(state);
      guard.begin(WAR, "x.war");
      guard.begin(other, "y.war");
    }
    CrashGuard careful = new CrashGuard(state);
    assertThat(careful.careful()).isTrue();
    assertThat(careful.aside(WAR)).isEmpty();
    assertThat(careful.aside(other)).isEmpty();
    careful.begin(other, "y.war");
    CrashGuard again = new CrashGuard(state);
    assertThat(again.careful()).isFalse();
    again.begin(other, "y.war");
    assertThat(new CrashGuard(state).aside(other)).isPresent();
    assertThat(new CrashGuard(state).aside(WAR)).isEmpty();
  }

  @Test
  void what_is_taken_away_is_forgotten() throws IOException {
    CrashGuard first = new CrashGuard(state);
    first.begin(WAR, "x.war");
    first.ending(WAR, "x.war", true);
    CrashGuard second = new CrashGuard(state);
    second.keepOnly(Set.of(WAR));
    assertThat(second.aside(WAR)).isPresent();
    second.keepOnly(Set.of());
    assertThat(second.aside(WAR)).isEmpty();
  }

  @Test
  void a_guard_file_that_was_cut_off_counts_as_a_death() throws IOException {
    new CrashGuard(state).begin(WAR, "x.war");
    Files.writeString(state.resolve("starting").resolve(WAR), "");
    CrashGuard second = new CrashGuard(state);
    assertThat(second.aside(WAR)).isEmpty();
    second.begin(WAR, "x.war");
    assertThat(new CrashGuard(state).aside(WAR)).isPresent();
  }
}
