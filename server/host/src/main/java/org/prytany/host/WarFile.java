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

  private WarFile() {}

  /** The name under which the application server runs this file. */
  static String application(Path file) {
    String name = name(file);
    return name.substring(0, name.length() - SUFFIX.length());
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
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
