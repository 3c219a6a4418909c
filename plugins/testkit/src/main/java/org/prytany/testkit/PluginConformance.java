package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.prytany.judging.Names;
import org.prytany.spi.Plugin;

/**
 * What every plugin of every kind has to keep.
 *
 * @param <T> the plugin kind
 */
public abstract class PluginConformance<T extends Plugin> {

  /** A plugin as it is when its WAR has started. */
  protected abstract T plugin();

  /** So long it may take over all sample inputs of its kind; only ends what would not end. */
  protected Duration patience() {
    return Duration.ofMinutes(5);
  }

  /** Asks the plugin everything that its kind is asked. */
  abstract void exercise(T plugin);

  @Test
  void the_id_is_lower_case_with_dashes_and_does_not_change() {
    T plugin = plugin();
    assertThat(plugin.id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*+").isEqualTo(plugin().id());
    assertThat(plugin.id()).isEqualTo(plugin.id());
    assertThat(Names.fault("id", plugin.id())).isEmpty();
  }

  @Test
  void the_version_starts_with_a_number_and_fits_a_log_line() {
    String version = plugin().version();
    assertThat(version).isNotNull();
    assertThat(Names.fault("version", version)).isEmpty();
    assertThat(version).matches("[0-9].*");
  }

  @Test
  void every_call_returns_and_leaves_no_thread_behind() throws InterruptedException {
    T plugin = plugin();
    Exercise done = Exercise.of(() -> exercise(plugin), patience());
    assertThat(done.returned()).as("it returned within " + patience()).isTrue();
    assertThat(done.thrown()).as("what a call threw").isEmpty();
    assertThat(done.left()).as("threads that were started and go on").isEmpty();
  }
}
