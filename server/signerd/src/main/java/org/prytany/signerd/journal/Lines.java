package org.prytany.signerd.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.prytany.signer.wire.Frames;

/** The whole lines of a file, one after the other; no more than one of them is in memory. */
final class Lines {

  /** What is kept came in a frame, and its text may be escaped anew. */
  static final int LONGEST = 2 * Frames.LARGEST;

  private static final int BUFFER = 64 << 10;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long read;
  private long end;

  /**
   * @param size where to stop, in bytes
   */
  Lines(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  /** Where the last line ended that was given, in bytes. */
  long end() {
    return end;
  }

  /**
   * The next line without its end; empty after the last whole one.
   *
   * @throws IllegalArgumentException if it is longer than any that is written
   */
  Optional<String> next() throws IOException {
    line.reset();
    while (true) {
      while (buffer.hasRemaining()) {
        byte one = buffer.get();
        if (one == '\n') {
          end += line.size() + 1L;
          return Optional.of(line.toString(StandardCharsets.UTF_8));
        }
        if (line.size() >= LONGEST) {
          throw new IllegalArgumentException("it has no end");
        }
        line.write(one);
      }
      if (!filled()) {
        return Optional.empty();
      }
    }
  }

  private boolean filled() throws IOException {
    buffer.clear().limit((int) Math.min(BUFFER, size - read));
    int more = buffer.hasRemaining() ? channel.read(buffer, read) : -1;
    buffer.flip();
    read += Math.max(0, more);
    return more > 0;
  }
}
