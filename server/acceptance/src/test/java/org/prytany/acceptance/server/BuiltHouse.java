package org.prytany.acceptance.server;

import java.nio.file.Files;
import java.nio.file.Path;
import org.prytany.cli.Installation;

/** Finds the built parts from the module's own folder. */
public final class BuiltHouse {

  private BuiltHouse() {}

  /** The installation that this build made. */
  public static Installation installation() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("prytany"))) {
      at = at.getParent();
      if (at == null) {
        throw new IllegalStateException("the launcher is in no folder above the working directory");
      }
    }
    return new Installation(at);
  }
}
