package org.prytany.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

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

  /**
   * SHA-256 of the file, 64 lower-case hexadecimal digits.
   *
   * @throws IOException also if it is no plain file, or larger than any plugin may be
   */
  static String sha256(Path file) throws IOException {
    return copy(file, OutputStream.nullOutputStream());
  }

  /**
   * Copies what the file holds, whoever changes it meanwhile.
   *
   * @return SHA-256 of what was copied, 64 lower-case hexadecimal digits
   * @throws IOException also if it is no plain file, or larger than any plugin may be
   */
  static String copy(Path file, OutputStream to) throws IOException {
    BasicFileAttributes before = plain(file);
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      // It may have become another between the look and the opening.
      if (!Objects.equals(before.fileKey(), plain(file).fileKey())) {
        throw new IOException(file + " changes while it is read");
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      DigestInputStream digested = new DigestInputStream(in, digest);
      byte[] buffer = new byte[65_536];
      long bytes = 0;
      for (int read = digested.read(buffer); read >= 0; read = digested.read(buffer)) {
        bytes += read;
        if (bytes > MOST_BYTES) {
          throw new IOException(file + " is larger than any plugin may be");
        }
        to.write(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static BasicFileAttributes plain(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new IOException(file + " is no plain file");
    }
    return attributes;
  }
}
