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

  @Test
  void whatIsSetForAPluginIsKeptByItsIdAndNeverShown() {
    Settings.Plugins plugins =
        read(Map.of(
                "prytany.plugins.config.strategy-acme.api-key", " s3cret ",
                "prytany.plugins.config.strategy-acme.most", "3",
                "prytany.plugins.config.digest-acme.most", "4"))
            .plugins();
    assertThat(plugins.revealed())
        .isEqualTo(
            Map.of(
                "strategy-acme", Map.of("api-key", "s3cret", "most", "3"),
                "digest-acme", Map.of("most", "4")));
    assertThat(plugins.toString()).contains("api-key").doesNotContain("s3cret");
    assertThat(
            Fingerprints.of(Map.of("prytany.plugins.config.strategy-acme.api-key", "s3cret"))
                .toString())
        .isEqualTo("{prytany.plugins.config.strategy-acme.api-key=set}");

    assertThatThrownBy(() -> read(Map.of("prytany.plugins.config.acme.word", "x".repeat(4_001))))
        .hasMessageContaining("prytany.plugins.config.acme.word is longer than 4000 characters");
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
