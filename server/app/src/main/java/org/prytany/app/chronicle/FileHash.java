package org.prytany.app.chronicle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** SHA-256 of a file, or of all files of a folder with their names. */
final class FileHash {

  private FileHash() {}

  /** 64 digits; "" for what cannot be read, which whoever needs it will say. */
  static String of(Path path) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      if (!Files.isDirectory(path)) {
        return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(path)));
      }
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String line = file.getFileName() + " " + of(file) + "\n";
          digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      return "";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
