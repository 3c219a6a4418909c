package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginSettingsTest {

  @Test
  void pluginsGetTheVariablesThatAreNamedAndNoOthers() {
    assertThat(read(Map.of()).plugins().variables()).isEmpty();
    assertThat(read(Map.of()).plugins().trust()).isEmpty();
    assertThat(read(Map.of("prytany.plugins.revoked", "0x1F, a:b")).plugins().revoked())
        .containsExactlyInAnyOrder("1f", "ab");
    assertThatThrownBy(() -> read(Map.of("prytany.plugins.revoked", "nine")))
        .hasMessageContaining("prytany.plugins.revoked");
    assertThat(read(Map.of("prytany.plugins.variables", "ACME_FILE, ACME_2")).plugins().variables())
        .containsExactly("ACME_FILE", "ACME_2");

    assertThatThrownBy(() -> read(Map.of("prytany.plugins.variables", "ACME=FILE")))
        .hasMessageContaining("prytany.plugins.variables")
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
