package org.prytany.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Remembers, in a file beside the store file, the last version that was acknowledged. H2 opens a
 * store file whose end was cut off, or an old copy, at whatever older version it finds; only a
 * second witness can tell that acknowledged writes are missing, signing ledger entries among them.
 */
final class CommitWitness implements AutoCloseable {

  private static final int BYTES = 2 * Long.BYTES;

  private final FileChannel channel;

  private CommitWitness(FileChannel channel) {
    this.channel = channel;
  }

  static CommitWitness open(Path file) throws IOException {
    return new CommitWitness(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** Called after the version is on disk and before its write is acknowledged. */
  void record(long version) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(version).putLong(~version).flip();
    channel.write(bytes, 0);
    channel.force(false);
  }

  /**
   * @throws IOException if the file is missing or does not hold a version
   */
  static long read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES + 1);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // reads on until the end of the file
      }
    }
    bytes.flip();
    if (bytes.remaining() != BYTES) {
      throw new IOException("not " + BYTES + " bytes long");
    }
    long version = bytes.getLong();
    if (bytes.getLong() != ~version) {
      throw new IOException("its two halves do not match");
    }
    return version;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
