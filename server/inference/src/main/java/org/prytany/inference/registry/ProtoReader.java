package org.prytany.inference.registry;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the wire format of Protocol Buffers field by field, without a schema
 * (https://protobuf.dev/programming-guides/encoding). A message that ends too early or has a wire
 * type that is none throws {@link Malformed}.
 */
final class ProtoReader {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int LONGEST_VARINT = 10;

  private final ByteBuffer bytes;
  private int field;
  private int type;

  /** The bytes are no message. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String what) {
      super(what);
    }
  }

  ProtoReader(ByteBuffer bytes) {
    this.bytes = bytes.slice();
  }

  /** Goes to the next field, whose value has to be read or skipped then. */
  boolean next() throws Malformed {
    if (!bytes.hasRemaining()) {
      return false;
    }
    long key = varint();
    // Readers cut a tag to 32 bits, so a longer one could be another field to them.
    if (key >>> 32 != 0 || key >>> 3 == 0) {
      throw new Malformed("a field has no number");
    }
    field = (int) (key >>> 3);
    type = (int) (key & 7);
    return true;
  }

  /** Number of the field that was reached. */
  int field() {
    return field;
  }

  boolean isLengthDelimited() {
    return type == LENGTH;
  }

  /** A field of an integer type. */
  long integer() throws Malformed {
    if (type != VARINT) {
      throw new Malformed("field " + field + " is no number");
    }
    return varint();
  }

  /** A field that holds bytes, text or a message. */
  ProtoReader message() throws Malformed {
    return new ProtoReader(delimited());
  }

  String text() throws Malformed {
    return StandardCharsets.UTF_8.decode(delimited()).toString();
  }

  /** Repeated integers, which are packed into one field or stand one in each. */
  long product(long before) throws Malformed {
    if (type == VARINT) {
      return multiplied(before, varint());
    }
    ProtoReader packed = message();
    long product = before;
    while (packed.bytes.hasRemaining()) {
      product = multiplied(product, packed.varint());
    }
    return product;
  }

  private static long multiplied(long one, long other) throws Malformed {
    long high = Math.multiplyHigh(one, other);
    if (other < 0 || high != 0 || one * other < 0) {
      throw new Malformed("a tensor's shape is impossible");
    }
    return one * other;
  }

  void skip() throws Malformed {
    switch (type) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case FIXED32 -> advance(4);
      case LENGTH -> delimited();
      default -> throw new Malformed("wire type " + type);
    }
  }

  private ByteBuffer delimited() throws Malformed {
    if (type != LENGTH) {
      throw new Malformed("field " + field + " holds no bytes");
    }
    long length = varint();
    if (length < 0 || length > bytes.remaining()) {
      throw new Malformed("it ends too early");
    }
    ByteBuffer part = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return part;
  }

  private void advance(int by) throws Malformed {
    if (bytes.remaining() < by) {
      throw new Malformed("it ends too early");
    }
    bytes.position(bytes.position() + by);
  }

  private long varint() throws Malformed {
    long value = 0;
    try {
      for (int i = 0; i < LONGEST_VARINT; i++) {
        byte next = bytes.get();
        value |= (long) (next & 0x7F) << (7 * i);
        if (next >= 0) {
          return value;
        }
      }
    } catch (BufferUnderflowException e) {
      throw new Malformed("it ends too early");
    }
    throw new Malformed("a number is too long");
  }
}
