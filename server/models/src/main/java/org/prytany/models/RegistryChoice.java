package org.prytany.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorConfig;
import org.prytany.inference.registry.ModelRegistry;
import org.prytany.inference.registry.RegistryException;
import picocli.CommandLine.Option;

/** Which server's models are meant. */
final class RegistryChoice {

  private static final String USUAL = "prytany.properties";
  private static final String BESIDE = "models";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The server's configuration file (default: prytany.properties here); its models are in"
              + " the folder `models` beside it.")
  private @Nullable Path config;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "The folder of models itself, instead of --config.")
  private @Nullable Path folder;

  /**
   * Does something with the registry, and ends the command with the registry's own words where it
   * refuses.
   */
  <T> T in(Use<T> use) {
    ModelRegistry registry = registry();
    try {
      return use.of(registry);
    } catch (RegistryException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e.remedy(), e);
    }
  }

  /** What the configuration says of writing; nothing where only a folder was named. */
  ConfiguredWriters writers() {
    Path file = config == null ? Path.of(USUAL) : config;
    return folder != null || (config == null && !Files.isRegularFile(file))
        ? new ConfiguredWriters(List.of(), Optional.empty())
        : ConfiguredWriters.of(file);
  }

  /** What is done with a registry. */
  interface Use<T> {
    T of(ModelRegistry registry);
  }

  /** The models beside the configuration in this folder. */
  static ModelRegistry usual() {
    return new RegistryChoice().registry();
  }

  private ModelRegistry registry() {
    if (folder != null) {
      return new ModelRegistry(folder);
    }
    Path file = config == null ? Path.of(USUAL) : config;
    if (config == null && !Files.isRegularFile(file)) {
      throw new CommandFailure(
          "It is not known which server's models are meant: there is no " + USUAL + " here.",
          "Name the server's configuration with --config FILE, or the folder with --folder DIR.");
    }
    return new ModelRegistry(OperatorConfig.read(file).file().resolveSibling(BESIDE));
  }
}
