package org.prytany.signerd.serving;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.prytany.signer.wire.Frames;

/**
 * How much of what is asked may be in memory at a time, all connections together. What is asked for
 * usually is small and waits for nothing.
 */
final class Room {

  /** Up to so many bytes nothing is counted: every connection may have as many. */
  static final int SMALL = 64 << 10;

  /** The most that is counted at a time, in bytes. */
  static final int ALL = 2 * Frames.LARGEST;

  private final Semaphore bytes = new Semaphore(ALL, true);

  /** What was taken, until it is closed. */
  interface Part extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until there is room.
   *
   * @param size bytes, at most {@link Frames#LARGEST}
   * @throws IOException if the thread is told to end meanwhile
   */
  Part take(int size) throws IOException {
    if (size <= SMALL) {
      return () -> {};
    }
    try {
      bytes.acquire(size);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it waited for room", e);
    }
    return () -> bytes.release(size);
  }
}
