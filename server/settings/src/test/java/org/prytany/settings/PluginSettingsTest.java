package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginSettingsTest {

  @Test
  void pluginsRunInTheServersProcessUnlessTheyAreGivenTheirOwn() {
    assertThat(read(Map.of()).plugins().apart()).isFalse();
    assertThat(read(Map.of()).plugins().variables()).isEmpty();

    Map<String, String> values = new HashMap<>();
    values.put("prytany.plugins.process", "own");
    values.put("prytany.plugins.variables", "ACME_FILE, ACME_2");
    assertThat(read(values).plugins().apart()).isTrue();
    assertThat(read(values).plugins().variables()).containsExactly("ACME_FILE", "ACME_2");

    values.put("prytany.plugins.process", "mine");
    values.put("prytany.plugins.variables", "ACME=FILE");
    assertThatThrownBy(() -> read(values))
        .hasMessageContaining("prytany.plugins.process")
        .hasMessageContaining("own or server")
        .hasMessageContaining("'ACME=FILE'");
  }

  private static Settings read(Map<String, String> values) {
    return SettingsReader.read(
        values,
        new SettingsReader.Surroundings(
            Path.of("/etc/prytany"),
            Path.of("/var/prytany"),
            Optional.empty(),
            8123,
            Optional.empty()));
  }
}
