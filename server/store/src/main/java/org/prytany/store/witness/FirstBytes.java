package org.prytany.store.witness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The beginning of a file, read by way of a channel that stays open when this is closed. */
final class FirstBytes extends InputStream {

  private final FileChannel channel;
  private final long end;
  private long position;

  FirstBytes(FileChannel channel, long bytes) {
    this.channel = channel;
    this.end = bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int most = (int) Math.min(length, end - position);
    if (most <= 0) {
      return length == 0 ? 0 : -1;
    }
    int count = channel.read(ByteBuffer.wrap(buffer, offset, most), position);
    position += Math.max(0, count);
    return count;
  }
}
