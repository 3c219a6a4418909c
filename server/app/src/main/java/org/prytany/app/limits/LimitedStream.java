package org.prytany.app.limits;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.prytany.app.problem.BodyTooLarge;

/** Stops reading a body that is larger than allowed, whatever its Content-Length said. */
final class LimitedStream extends FilterInputStream {

  private final long most;
  private long read;

  LimitedStream(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      count(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int got = super.read(buffer, offset, length);
    if (got > 0) {
      count(got);
    }
    return got;
  }

  private void count(int bytes) throws BodyTooLarge {
    read += bytes;
    if (read > most) {
      throw new BodyTooLarge(most);
    }
  }
}
