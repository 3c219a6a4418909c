package org.prytany.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names and hashes of WAR files. */
final class WarFile {

  static final String SUFFIX = ".war";

  /** A larger file is no plugin. */
  static final long MOST_BYTES = 256L * 1024 * 1024;

  private WarFile() {}

  /** A file name without its ending. */
  static String stem(String name) {
    return name.substring(0, name.length() - SUFFIX.length());
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** Whether a file's name is one that a plugin's may have. */
  static boolean named(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.war");
  }

  static boolean isWar(Path file) {
    return name(file).endsWith(SUFFIX);
  }

  /** SHA-256 of the file, 64 lower-case hexadecimal digits. */
  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
