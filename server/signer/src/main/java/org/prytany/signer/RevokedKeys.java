package org.prytany.signer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The file in the signer's own folder that names the keys which are revoked, one a line: a key's
 * name or its account's address. The signer reads it before each signature and notes in its journal
 * what it found, so that no line that is taken away later brings a key back.
 */
public final class RevokedKeys {

  private static final String NAME = "revoked-keys";

  /** Longer than any list of keys, in bytes. */
  private static final long LARGEST = 1 << 20;

  private RevokedKeys() {}

  /**
   * @param folder the signer's
   */
  public static Path in(Path folder) {
    return folder.resolve(NAME);
  }

  /**
   * The names and addresses in it; none where there is no such file.
   *
   * @throws IOException if it is there and cannot be read
   */
  public static Set<String> read(Path file) throws IOException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException("it is larger than any list of keys");
      }
      Set<String> names = new LinkedHashSet<>();
      for (String line : Files.readString(file).split("\n", -1)) {
        if (!line.isBlank()) {
          names.add(line.strip());
        }
      }
      return names;
    } catch (NoSuchFileException e) {
      return Set.of();
    }
  }

  /** Adds a line; on the disk when this returns. */
  public static void add(Path file, String name) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      // The line before may lack its end, if somebody wrote it by hand.
      ByteBuffer bytes = ByteBuffer.wrap(("\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
