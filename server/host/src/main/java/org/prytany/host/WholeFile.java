package org.prytany.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;

/** Small files that hold their old text or their new one, wherever the process or the disk ends. */
final class WholeFile {

  private WholeFile() {}

  /** Writes a text, if it is not what the file holds. */
  static void write(Path file, String text) throws IOException {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), all)) {
      return;
    }
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
    // Beside the directory: in it, what a dead process left would count as one of its files.
    Path made = directory.resolveSibling(WarFile.name(directory) + ".tmp");
    try (FileChannel out =
        FileChannel.open(
            made,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(all);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
