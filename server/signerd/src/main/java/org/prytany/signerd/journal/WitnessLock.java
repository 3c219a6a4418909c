package org.prytany.signerd.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a file is one process's alone. For the witness it is a file beside it, since the
 * witness itself is replaced with each line: two journals that are copies of each other have one
 * witness.
 */
final class WitnessLock implements AutoCloseable {

  private final FileChannel channel;

  private WitnessLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @return empty if another process has it
   */
  static Optional<WitnessLock> take(Path witness) throws IOException {
    Path file = witness.resolveSibling(witness.getFileName() + ".lock");
    if (!Files.exists(file)) {
      DurableFile.create(file);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    if (locked(channel)) {
      return Optional.of(new WitnessLock(channel));
    }
    channel.close();
    return Optional.empty();
  }

  /** Whether this process has a file to itself now. */
  static boolean locked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
