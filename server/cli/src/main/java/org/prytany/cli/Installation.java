package org.prytany.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built parts lie.
 *
 * @param home the folder of the launcher
 */
public record Installation(Path home) {

  /** The installation that the launcher named. */
  public static Installation current() {
    String home = System.getProperty("prytany.home");
    if (home == null) {
      throw new CommandFailure(
          "The installation was not found.", "Start Prytany with its launcher, ./prytany.");
    }
    return new Installation(Path.of(home).toAbsolutePath().normalize());
  }

  /** Open Liberty with Prytany's server in it. */
  public Path liberty() {
    return required(home.resolve("liberty-config/target/liberty/wlp"));
  }

  /** The signer's process: every library that it needs, and none beside them. */
  public Path signerLibraries() {
    return required(home.resolve("server/signerd/target/dist/lib"));
  }

  /** How the signer's virtual machine is started. */
  public Path signerOptions() {
    return required(home.resolve("server/signerd/target/dist/signer.options"));
  }

  /** What the process in which a model writes needs; it is not needed before one writes. */
  public Path writingLibraries() {
    return home.resolve("server/models/target/dist/lib");
  }

  /** The Node modules of the contracts, with the local chain's program. */
  public Path contractModules() {
    return required(home.resolve("contracts/node_modules"));
  }

  /** A plugin's WAR as it was built, e.g. "digest". */
  public Path plugin(String name) {
    return required(home.resolve("plugins/" + name + "/target/prytany-" + name + ".war"));
  }

  /** Where commands keep what they need between runs, unless told otherwise. */
  public Path state() {
    return home.resolve(".prytany");
  }

  private static Path required(Path path) {
    if (!Files.exists(path)) {
      throw new CommandFailure(
          "A built part is missing: " + path, "Run `./prytany build` to build it again.");
    }
    return path;
  }
}
