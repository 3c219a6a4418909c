package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigKeyTest {

  @Test
  void everyKeyIsDescribedAndDashed() {
    for (ConfigKey key : ConfigKey.values()) {
      assertThat(key.description()).as(key.pattern()).endsWith(".");
      assertThat(key.pattern()).matches("prytany(\\.([a-z0-9-]+|\\*))+");
    }
  }

  @Test
  void everythingThatCarriesACredentialIsMarkedSecret() {
    assertThat(List.of(ConfigKey.values()).stream().filter(ConfigKey::secret))
        .contains(ConfigKey.STORE_URI, ConfigKey.DAO_RPC_URL, ConfigKey.DAO_WS_URL);
  }

  @Test
  void theDocumentationHasEveryKeyWithItsDescriptionAndDefault() throws IOException {
    String page = Files.readString(Path.of("../../docs/configuration.md"));

    for (ConfigKey key : ConfigKey.values()) {
      assertThat(page)
          .contains(
              "| `"
                  + key.pattern()
                  + "` | "
                  + key.description()
                  + (key.secret() ? " **Secret.**" : "")
                  + " | "
                  + key.defaultValue()
                      .filter(value -> !value.isEmpty())
                      .map(value -> "`" + value + "`")
                      .orElse("")
                  + " |");
    }
  }

  @Test
  void theOperatorsOwnPartsAreFoundInAName() {
    assertThat(ConfigKey.DAO_LABEL.partsOf("prytany.dao.demo.labels.0xab"))
        .contains(List.of("demo", "0xab"));
    assertThat(ConfigKey.DAO_LABEL.of("demo", "0xab")).isEqualTo("prytany.dao.demo.labels.0xab");
  }
}
