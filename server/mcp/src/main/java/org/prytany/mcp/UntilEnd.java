package org.prytany.mcp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** An input that says when it has ended: who started the command is gone then. */
final class UntilEnd extends FilterInputStream {

  private final CountDownLatch ended = new CountDownLatch(1);

  UntilEnd(InputStream input) {
    super(input);
  }

  @Override
  public int read() throws IOException {
    return noted(super.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return noted(super.read(bytes, offset, length));
  }

  @Override
  public void close() throws IOException {
    ended.countDown();
    super.close();
  }

  private int noted(int read) {
    if (read < 0) {
      ended.countDown();
    }
    return read;
  }

  /** Waits for it. */
  void await() throws InterruptedException {
    ended.await();
  }
}
