package org.prytany.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** Puts together what the operator's file and the environment say. */
public final class SettingsSource {

  private static final int USUAL_PORT = 9080;
  private static final Pattern NAME = Pattern.compile("[^A-Za-z0-9]");

  private SettingsSource() {}

  /** A setting by its key as the surroundings have it; empty if they do not. */
  public interface Lookup {

    /** The environment's variables: PRYTANY_STORE_URI for prytany.store.uri. */
    Lookup ENVIRONMENT =
        key ->
            Optional.ofNullable(
                    System.getenv(NAME.matcher(key).replaceAll("_").toUpperCase(Locale.ROOT)))
                .filter(value -> !value.isEmpty());

    Optional<String> of(String key);
  }

  /**
   * @param file the operator's, if there is one
   * @param around what the file leaves out
   * @throws PrytanyException CONFIGURATION_INVALID with one line for each thing that is wrong
   */
  public static Settings read(Optional<OperatorFile> file, Lookup around) {
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
    addFromSurroundings(values, around);
    Path base =
        file.map(OperatorFile::path)
            .flatMap(path -> Optional.ofNullable(path.getParent()))
            .orElse(Path.of("").toAbsolutePath());
    Path dataDir = variable("PRYTANY_DATA_DIR").orElse(base.resolve("data"));
    int port =
        around
            .of("prytany.http.port")
            .filter(text -> text.matches("\\d{1,5}"))
            .map(Integer::valueOf)
            .orElse(USUAL_PORT);
    return SettingsReader.read(
        values,
        new SettingsReader.Surroundings(
            base, dataDir, variable("PRYTANY_PLUGINS_DIR"), port, file.map(OperatorFile::path)));
  }

  /**
   * The directory for what is kept of plugins between starts; the launcher claimed it for this
   * server alone.
   *
   * @throws PrytanyException CONFIGURATION_INVALID if it was not told
   */
  public static Path pluginsState() {
    return variable("PRYTANY_PLUGINS_STATE")
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.CONFIGURATION_INVALID,
                    "The environment variable PRYTANY_PLUGINS_STATE is not set. Start the server"
                        + " with `prytany serve`, or make a directory of mode 700 that no other"
                        + " server uses and name it there."));
  }

  /** The libraries of the process in which a model writes; the launcher names them. */
  public static Optional<Path> writingLibraries() {
    return variable("PRYTANY_WRITING_LIBRARIES");
  }

  private static Optional<Path> variable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .filter(text -> !text.isBlank())
        .map(text -> Path.of(text).toAbsolutePath().normalize());
  }

  // A name with a part of the operator's choice cannot be told from an environment variable's
  // name, so these are asked for by the names that prytany.daos,
  // prytany.alerts.channels and prytany.writing.remotes list.
  private static void addFromSurroundings(Map<String, String> values, Lookup around) {
    for (ConfigKey key : ConfigKey.values()) {
      if (key != ConfigKey.DATA_DIR
          && key != ConfigKey.PLUGINS_DIR
          && !key.pattern().contains("*")) {
        add(values, around, key.of());
      }
    }
    addNamed(values, around, ConfigKey.DAOS, "prytany.dao.*");
    addNamed(values, around, ConfigKey.ALERTS_CHANNELS, "prytany.alerts.channel.*");
    addNamed(values, around, ConfigKey.WRITING_REMOTES, "prytany.writing.remote.*");
  }

  private static void addNamed(
      Map<String, String> values, Lookup around, ConfigKey names, String family) {
    for (String name : values.getOrDefault(names.of(), "").split(",", -1)) {
      for (ConfigKey key : ConfigKey.values()) {
        if (!name.isBlank() && key.pattern().startsWith(family) && key != ConfigKey.DAO_LABEL) {
          add(values, around, key.of(name.strip()));
        }
      }
    }
  }

  private static void add(Map<String, String> values, Lookup around, String name) {
    if (!values.containsKey(name)) {
      around.of(name).ifPresent(value -> values.put(name, value));
    }
  }
}
