package org.prytany.bench.side;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.prytany.cli.CommandFailure;

/** What a Node program needs, as its lock file names it. */
public final class NodeModules {

  private NodeModules() {}

  /**
   * Installs it where it is missing, without the packages' own install scripts.
   *
   * @param home folder of package.json and its lock file
   * @param wanted the package that shows whether it is there
   * @param size what is said of it, e.g. "286 MB"
   * @param folder for what npm says
   * @param instead how to do without
   * @throws CommandFailure if npm fails
   */
  public static void require(
      Path home, String wanted, String size, Path folder, String instead, PrintWriter out)
      throws IOException {
    if (Files.isDirectory(home.resolve("node_modules").resolve(wanted))) {
      return;
    }
    out.println("Installing " + wanted + " (" + size + ", without its install scripts) ...");
    out.flush();
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    try {
      if (npm.waitFor() != 0) {
        throw new CommandFailure(
            "npm could not install " + wanted + ".",
            "Run `npm ci --ignore-scripts` in " + home + ", or " + instead + ".");
      }
    } catch (InterruptedException e) {
      npm.destroy();
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted.", "Run the command again.", e);
    }
  }
}
