package org.prytany.link;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/**
 * Messages on one connection, one at a time: four bytes that say how many follow, and so many.
 * Neither end believes the other more than {@link Forms#MOST_BYTES}.
 */
final class Frames implements AutoCloseable {

  private static final int HEAD = Integer.BYTES;
  private static final int FIRST_PART = 64 << 10;

  private final ByteChannel channel;

  Frames(ByteChannel channel) {
    this.channel = channel;
  }

  /** Memory that a message is written into. */
  private static final class Message extends ByteArrayOutputStream {
    Message() throws IOException {
      super(4096);
      write(new byte[HEAD]);
    }

    ByteBuffer whole() {
      ByteBuffer all = ByteBuffer.wrap(buf, 0, count);
      return all.putInt(0, count - HEAD);
    }
  }

  /** A message that is larger than what may be sent. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long bytes) {
      super("what is to be sent has " + bytes + " bytes; " + Forms.MOST_BYTES + " are the most");
    }
  }

  /**
   * Sends a value.
   *
   * @throws TooLarge if it is; nothing was sent then
   */
  void send(Type type, Object value) throws IOException {
    Message message = new Message();
    Forms.of(type).write(new DataOutputStream(message), value);
    ByteBuffer whole = message.whole();
    if (whole.limit() - HEAD > Forms.MOST_BYTES) {
      throw new TooLarge(whole.limit() - (long) HEAD);
    }
    while (whole.hasRemaining()) {
      channel.write(whole);
    }
  }

  /**
   * Waits for a value.
   *
   * @throws EOFException if the other end is gone
   * @throws IOException if what comes is no such value
   */
  <T> T receive(Class<T> type) throws IOException {
    int length = ByteBuffer.wrap(filled(HEAD)).getInt();
    if (length < 0 || length > Forms.MOST_BYTES) {
      throw new IOException("a message of " + length + " bytes is not taken");
    }
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(filled(length)));
      T read = type.cast(Forms.of(type).read(in));
      if (in.available() > 0) {
        throw new IOException("something stands behind a message");
      }
      return read;
    } catch (EOFException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException("a message cannot be taken: " + e.getMessage(), e);
    }
  }

  /** So many bytes; there is no room for more than twice what has come. */
  private byte[] filled(int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.min(size, FIRST_PART));
    while (buffer.position() < size) {
      if (!buffer.hasRemaining()) {
        int larger = (int) Math.min(size, 2L * buffer.capacity());
        buffer = ByteBuffer.allocate(larger).put(buffer.flip());
      }
      if (channel.read(buffer) < 0) {
        throw new EOFException("the other end is gone");
      }
    }
    return buffer.array();
  }

  /** So many bytes of a message, for which there is no room before they are known to be there. */
  static byte[] part(DataInput in, int length) throws IOException {
    if (in instanceof DataInputStream message && message.available() < length) {
      throw new IOException("a part is longer than its message");
    }
    byte[] read = new byte[length];
    in.readFully(read);
    return read;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
