package org.prytany.verify.abi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorConfig;
import picocli.CommandLine.Option;

/** Which server's ABIs are meant. */
final class FolderChoice {

  private static final String USUAL = "prytany.properties";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The server's configuration file (default: prytany.properties here); its"
              + " prytany.decode.abi-dir names the folder (default: abis beside it).")
  private @Nullable Path config;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "The folder of ABIs itself, instead of --config.")
  private @Nullable Path folder;

  /**
   * The folder, which need not be there yet.
   *
   * @throws CommandFailure if nothing says where it is
   */
  AbiFolder folder() {
    if (folder != null) {
      return new AbiFolder(folder.toAbsolutePath().normalize());
    }
    if (config == null && !Files.isRegularFile(Path.of(USUAL))) {
      throw new CommandFailure(
          "It is not known which server's ABIs are meant: there is no " + USUAL + " here.",
          "Name the server's configuration with --config FILE, or the folder with --folder DIR.");
    }
    return new AbiFolder(OperatorConfig.read(config == null ? Path.of(USUAL) : config).abiDir());
  }

  /** What the configuration sets, or the environment; "" for neither. */
  String setting(String key) {
    return configuration().map(file -> OperatorConfig.setting(file, key)).orElse("");
  }

  /** The keys that the configuration sets. */
  Set<String> keys() {
    return configuration().map(OperatorConfig::keys).orElse(Set.of());
  }

  private Optional<Path> configuration() {
    Path usual = Path.of(USUAL);
    return config != null ? Optional.of(config) : Optional.of(usual).filter(Files::isRegularFile);
  }
}
