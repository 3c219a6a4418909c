package org.prytany.signer.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Messages over a stream: four bytes of length, most significant first, then that many bytes. */
public final class Frames {

  /** A proposal's text and calls are the largest part; a block's gas bounds them far below this. */
  public static final int LARGEST = 8 << 20;

  private static final int HEAD = 4;

  /** Room grows from this with what came: a length that is only announced takes no memory. */
  private static final int FIRST_ROOM = 64 << 10;

  private Frames() {}

  /**
   * @throws IOException if it is too large, before anything is written
   */
  public static void write(WritableByteChannel to, byte[] message) throws IOException {
    if (message.length > LARGEST) {
      throw new IOException("a message of " + message.length + " bytes is too large to be sent");
    }
    ByteBuffer frame = ByteBuffer.allocate(HEAD + message.length);
    frame.putInt(message.length).put(message).flip();
    while (frame.hasRemaining()) {
      to.write(frame);
    }
  }

  /**
   * @throws EOFException at the end of the stream
   * @throws IOException if the length makes no sense
   */
  public static byte[] read(ReadableByteChannel from) throws IOException {
    return body(from, length(from));
  }

  /**
   * How long the next message is, in bytes.
   *
   * @throws EOFException at the end of the stream
   * @throws IOException if the length makes no sense
   */
  public static int length(ReadableByteChannel from) throws IOException {
    int length = filled(from, ByteBuffer.allocate(HEAD)).getInt();
    if (length < 0 || length > LARGEST) {
      throw new IOException("a message of " + length + " bytes is none");
    }
    return length;
  }

  /**
   * The message whose length was read.
   *
   * @throws EOFException at the end of the stream
   */
  public static byte[] body(ReadableByteChannel from, int length) throws IOException {
    ByteBuffer message = filled(from, ByteBuffer.allocate(Math.min(length, FIRST_ROOM)));
    while (message.limit() < length) {
      int room = Math.min(length, 2 * message.limit());
      message = filled(from, ByteBuffer.allocate(room).put(message));
    }
    return message.array();
  }

  private static ByteBuffer filled(ReadableByteChannel from, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (from.read(buffer) < 0) {
        throw new EOFException("the other end closed the connection");
      }
    }
    return buffer.flip();
  }
}
