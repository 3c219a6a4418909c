package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.prytany.spi.Plugin;

/**
 * What every plugin of every kind has to keep.
 *
 * @param <T> the plugin kind
 */
public abstract class PluginConformance<T extends Plugin> {

  /** A plugin as it is when its WAR has started. */
  protected abstract T plugin();

  @Test
  void the_id_is_lower_case_with_dashes_and_does_not_change() {
    T plugin = plugin();
    assertThat(plugin.id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*+").isEqualTo(plugin().id());
    assertThat(plugin.id()).isEqualTo(plugin.id());
  }

  @Test
  void the_version_starts_with_a_number_and_fits_a_log_line() {
    assertThat(plugin().version()).matches("[0-9][A-Za-z0-9.+_-]{0,99}");
  }
}
