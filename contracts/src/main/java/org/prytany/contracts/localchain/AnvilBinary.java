package org.prytany.contracts.localchain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the local chain's program among the npm packages that the contracts' build installed. */
final class AnvilBinary {
  /**
   * Names the {@code node_modules} directory to use; as a system property and in the environment.
   */
  static final String PROPERTY = "prytany.node.modules";

  static final String VARIABLE = "PRYTANY_NODE_MODULES";

  private AnvilBinary() {}

  static Path find() {
    Optional<String> configured =
        Optional.ofNullable(System.getProperty(PROPERTY))
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE)));
    return find(configured.map(Path::of), Path.of("").toAbsolutePath());
  }

  /**
   * Looks in the configured directory alone, or else upward from the working directory.
   *
   * @throws LocalChainException naming where it looked and the remedy
   */
  static Path find(Optional<Path> configured, Path workingDirectory) {
    List<Path> candidates = new ArrayList<>();
    if (configured.isPresent()) {
      candidates.add(configured.get());
    } else {
      for (Path at = workingDirectory; at != null; at = at.getParent()) {
        candidates.add(at.resolve("contracts").resolve("node_modules"));
        candidates.add(at.resolve("node_modules"));
      }
    }
    for (Path modules : candidates) {
      Path binary = modules.resolve(relative());
      if (Files.isExecutable(binary)) {
        return binary;
      }
    }
    throw new LocalChainException(
        "The local chain's program (npm package @foundry-rs/anvil-"
            + platform()
            + ") was not found "
            + configured
                .map(path -> "in " + path + ", which " + VARIABLE + " names")
                .orElse("in contracts/node_modules here or in any directory above")
            + ". Run 'mvn -pl contracts verify' in the project's root, or set "
            + VARIABLE
            + " to the node_modules directory that holds it.");
  }

  private static Path relative() {
    String program = platform().startsWith("win32") ? "anvil.exe" : "anvil";
    return Path.of("@foundry-rs", "anvil-" + platform(), "bin", program);
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String name =
        system.contains("win") && !system.contains("darwin")
            ? "win32"
            : system.contains("mac") ? "darwin" : "linux";
    return name + "-" + (machine.equals("aarch64") ? "arm64" : "amd64");
  }
}
