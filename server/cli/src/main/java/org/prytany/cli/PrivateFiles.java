package org.prytany.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Files that only the user who starts the server may read. */
public final class PrivateFiles {

  private static final int PASSWORD_BYTES = 24;

  private PrivateFiles() {}

  /** Makes a directory of mode 700, if it is not there. */
  public static Path directory(Path path) throws IOException {
    Files.createDirectories(path);
    restrict(path, "rwx------");
    return path;
  }

  /** Writes a file of mode 600; the mode is set before the text is in it. */
  public static void write(Path path, String text) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(path);
    }
    restrict(path, "rw-------");
    Files.writeString(path, text, StandardCharsets.UTF_8);
  }

  /** The password in a file; a new random one if there is none. */
  public static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      write(file, HexFormat.of().formatHex(random) + "\n");
    }
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }

  /** Gives a file that somebody else wrote the mode 600. */
  public static void own(Path file) throws IOException {
    restrict(file, "rw-------");
  }

  private static void restrict(Path path, String mode) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }
}
