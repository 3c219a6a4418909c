package org.prytany.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** Moves listed WARs from the directory where they wait into the one where the host finds them. */
public final class PluginInstaller {

  private final HostSettings settings;

  public PluginInstaller(HostSettings settings) {
    this.settings = settings;
  }

  /** Names of the WARs that wait, listed or not, in order. */
  public List<String> available() {
    try (Stream<Path> files = Files.list(settings.available())) {
      return files.filter(WarFile::isWar).map(WarFile::name).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Puts a waiting WAR where the host finds it, or updates the one of the same name. The host takes
   * about a second to see it.
   *
   * @param fileName name of a file in the directory of available plugins
   * @return its SHA-256
   * @throws PrytanyException INVALID_INPUT for a bad name, NOT_FOUND, or NOT_ALLOWED if its SHA-256
   *     is not listed
   */
  public String install(String fileName) {
    Path source = settings.available().resolve(checked(fileName));
    if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      throw new PrytanyException(
          FailureCode.NOT_FOUND,
          "there is no plugin file '" + fileName + "' in the directory of available plugins");
    }
    // Within one file system, so that the move is one step.
    Path incoming = settings.drop().resolveSibling(WarFile.name(settings.drop()) + "-incoming");
    try {
      Files.createDirectories(incoming);
      Files.createDirectories(settings.drop());
      // Copied first and hashed after: what is compared is what is deployed, whoever writes to the
      // source meanwhile. The move within one file system shows the host a whole file or none.
      Path copy = Files.createTempFile(incoming, "plugin", WarFile.SUFFIX);
      try {
        String sha256;
        try (OutputStream out = Files.newOutputStream(copy)) {
          sha256 = WarFile.copy(source, out);
        }
        if (!settings.listed().contains(sha256)) {
          throw new PrytanyException(
              FailureCode.NOT_ALLOWED,
              "'"
                  + fileName
                  + "' is not listed; if you know where it comes from, add "
                  + sha256
                  + " to "
                  + HostSettings.LISTED_KEY);
        }
        Files.move(copy, settings.drop().resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
        return sha256;
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "'" + fileName + "' could not be moved into the plugin directory: check its permissions",
          e);
    }
  }

  /**
   * Undeploys a WAR.
   *
   * @throws PrytanyException INVALID_INPUT for a bad name, or NOT_FOUND
   */
  public void remove(String fileName) {
    try {
      if (!Files.deleteIfExists(settings.drop().resolve(checked(fileName)))) {
        throw new PrytanyException(
            FailureCode.NOT_FOUND, "no plugin file '" + fileName + "' is deployed");
      }
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "'" + fileName + "' could not be removed: check the plugin directory's permissions",
          e);
    }
  }

  private static String checked(String fileName) {
    if (!WarFile.named(fileName)) {
      throw new PrytanyException(
          FailureCode.INVALID_INPUT,
          "a plugin's file name has letters, digits, dots, dashes or underscores and ends in .war");
    }
    return fileName;
  }
}
