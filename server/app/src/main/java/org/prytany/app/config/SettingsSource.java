package org.prytany.app.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.ConfigKey;
import org.prytany.settings.OperatorFile;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsReader;

/** Puts together what the operator's file and the environment say. */
public final class SettingsSource {

  private static final int USUAL_PORT = 9080;

  private SettingsSource() {}

  /**
   * @throws PrytanyException CONFIGURATION_INVALID with one line for each thing that is wrong
   */
  public static Settings read(Config config) {
    Optional<OperatorFile> file = OperatorFile.location().map(OperatorFile::read);
    file.filter(read -> !read.repeated().isEmpty())
        .ifPresent(
            read -> {
              throw new PrytanyException(
                  FailureCode.CONFIGURATION_INVALID,
                  "The configuration file sets these keys more than once: "
                      + String.join(", ", read.repeated())
                      + ". Keep one line of each.");
            });
    Map<String, String> values = new HashMap<>();
    file.ifPresent(read -> values.putAll(read.values()));
    addFromEnvironment(values, config);
    Path base =
        file.map(OperatorFile::path)
            .flatMap(path -> Optional.ofNullable(path.getParent()))
            .orElse(Path.of("").toAbsolutePath());
    Path dataDir = variable("PRYTANY_DATA_DIR").orElse(base.resolve("data"));
    int port =
        config
            .getOptionalValue("prytany.http.port", String.class)
            .filter(text -> text.matches("\\d{1,5}"))
            .map(Integer::valueOf)
            .orElse(USUAL_PORT);
    return SettingsReader.read(
        values,
        new SettingsReader.Surroundings(
            base, dataDir, variable("PRYTANY_PLUGINS_DIR"), port, file.map(OperatorFile::path)));
  }

  private static Optional<Path> variable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .filter(text -> !text.isBlank())
        .map(text -> Path.of(text).toAbsolutePath().normalize());
  }

  // A name with a part of the operator's choice cannot be told from an environment variable's
  // name, so these are asked for by the names that the file and prytany.daos bring up.
  private static void addFromEnvironment(Map<String, String> values, Config config) {
    for (ConfigKey key : ConfigKey.values()) {
      if (key != ConfigKey.DATA_DIR
          && key != ConfigKey.PLUGINS_DIR
          && !key.pattern().contains("*")) {
        add(values, config, key.of());
      }
    }
    for (String id : values.getOrDefault(ConfigKey.DAOS.of(), "").split(",", -1)) {
      for (ConfigKey key : ConfigKey.values()) {
        if (!id.isBlank()
            && key.pattern().startsWith("prytany.dao.*")
            && key != ConfigKey.DAO_LABEL) {
          add(values, config, key.of(id.strip()));
        }
      }
    }
  }

  private static void add(Map<String, String> values, Config config, String name) {
    if (!values.containsKey(name)) {
      config.getOptionalValue(name, String.class).ifPresent(value -> values.put(name, value));
    }
  }
}
