package org.prytany.host;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory from which the application server deploys. Only the host puts something there:
 * whatever else is found is removed, and named.
 */
final class RunDirectory {

  private static final Logger LOG = System.getLogger(RunDirectory.class.getName());

  private final Path directory;
  private final Path incoming;
  private final Set<String> own;
  private final List<String> foreign = new ArrayList<>();

  /**
   * Empties both directories: what was being made ready when the process before ended is of no use.
   *
   * @param spared names of files that stay
   */
  RunDirectory(Path directory, Path incoming, Set<String> spared) throws IOException {
    this.directory = directory;
    this.incoming = incoming;
    this.own = new HashSet<>(spared);
    restricted(directory);
    restricted(incoming);
    try (Stream<Path> all = Files.list(incoming)) {
      for (Path one : all.toList()) {
        delete(one);
      }
    }
    sweep();
  }

  /** Makes a directory that nobody but the server's user can enter. */
  static void restricted(Path directory) throws IOException {
    Files.createDirectories(directory);
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  Path file(String application) {
    return directory.resolve(application + WarFile.SUFFIX);
  }

  /** Whether the file from which an application runs is there. */
  boolean holds(String application) {
    return Files.exists(file(application));
  }

  /** Has the server start a WAR, in the form that the host gives it. */
  void start(Path war, String application) throws IOException {
    // Somebody may have cleared away what the host keeps.
    restricted(directory);
    restricted(incoming);
    Path made = Files.createTempFile(incoming, "run", WarFile.SUFFIX);
    try {
      RewrittenWar.write(war, made);
      own.add(application + WarFile.SUFFIX);
      Files.move(made, file(application), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /** Has the server stop it. */
  void stop(String application) {
    try {
      Files.deleteIfExists(file(application));
      own.remove(application + WarFile.SUFFIX);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the plugin file " + file(application) + " cannot be removed", e);
    }
  }

  /** Removes what the host did not put there. */
  void sweep() {
    try (Stream<Path> all = Files.list(directory)) {
      for (Path one : all.toList()) {
        if (!own.contains(WarFile.name(one))) {
          LOG.log(Level.ERROR, "{0} was not put there by the host and is removed", one);
          foreign.add(WarFile.name(one));
          delete(one);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the directory " + directory + " cannot be looked through", e);
    }
  }

  /** Names of what was found and removed. */
  List<String> foreign() {
    return List.copyOf(foreign);
  }

  private static void delete(Path found) throws IOException {
    // Walks no links: a link itself is deleted, not what it leads to.
    try (Stream<Path> all = Files.walk(found)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
