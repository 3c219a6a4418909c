package org.prytany.app.wiring;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that the server makes for itself and removes, whoever else removed them before. */
final class Folders {

  private static final System.Logger LOG = System.getLogger(Folders.class.getName());

  private Folders() {}

  /**
   * A folder that nobody but the server's user may enter, with those above it.
   *
   * @throws IOException saying which folder cannot be made
   */
  static Path own(Path path) throws IOException {
    try {
      Files.createDirectories(path);
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
      return path;
    } catch (IOException e) {
      throw new IOException(
          "the folder " + path + " cannot be made (" + e + "); it is tried again", e);
    }
  }

  /** Removes what is there of a folder; what stays is in nobody's way. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<File> files = all.sorted(Comparator.reverseOrder()).map(Path::toFile).toList();
      files.forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.WARNING, "the folder " + folder + " is not removed", e);
    }
  }
}
