package org.prytany.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX graph of matrix products with constant weights, so large that it shows what the machine
 * can do. Written by hand in the wire format of onnx.proto, which saves a library.
 *
 * @param kind int8 or fp32
 * @param rows rows of the input
 * @param inner columns of the input, rows of the weights
 * @param columns columns of the weights
 * @param chain products one after the other in a run; above 1 for square weights in FP32 alone. A
 *     device with a memory of its own needs many, so that the copying does not count.
 */
record PeakGraph(Kind kind, int rows, int inner, int columns, int chain) {

  /** The two kinds of arithmetic. */
  enum Kind {
    /** Unsigned input, signed weights, sums of 32 bits: what the shipped model does. */
    INT8,
    /** Single precision throughout. */
    FP32
  }

  PeakGraph {
    if (chain < 1 || (chain > 1 && (inner != columns || kind != Kind.FP32))) {
      throw new IllegalArgumentException("these products cannot follow one another");
    }
  }

  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int INT8 = 3;
  private static final int INT32 = 6;

  /** Two operations, multiply and add, for each product. */
  double operations() {
    return 2.0 * rows * inner * columns * chain;
  }

  byte[] model() {
    boolean small = kind == Kind.INT8;
    Message weights =
        new Message()
            .number(1, inner)
            .number(1, columns)
            .number(2, small ? INT8 : FLOAT)
            .text(8, "weights")
            .bytes(9, small ? smallWeights() : floatWeights());
    Message graph = new Message();
    for (int i = 0; i < chain; i++) {
      graph.message(
          1,
          new Message()
              .text(1, i == 0 ? "input" : "product" + i)
              .text(1, "weights")
              .text(2, i == chain - 1 ? "output" : "product" + (i + 1))
              .text(4, small ? "MatMulInteger" : "MatMul"));
    }
    graph
        .text(2, "peak")
        .message(5, weights)
        .message(11, value("input", small ? UINT8 : FLOAT, rows, inner))
        .message(12, value("output", small ? INT32 : FLOAT, rows, columns));
    return new Message()
        .number(1, 8)
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, 13))
        .toBytes();
  }

  private byte[] smallWeights() {
    byte[] raw = new byte[inner * columns];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) (i * 31 % 127 - 63);
    }
    return raw;
  }

  private byte[] floatWeights() {
    ByteBuffer raw = ByteBuffer.allocate(4 * inner * columns).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < inner * columns; i++) {
      // Small enough that a chain of products stays finite.
      raw.putFloat((i * 31 % 127 - 63) / (64f * inner));
    }
    return raw.array();
  }

  private static Message value(String name, int type, int first, int second) {
    Message shape =
        new Message()
            .message(1, new Message().number(1, first))
            .message(1, new Message().number(1, second));
    Message tensor = new Message().number(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** A protocol buffers message under construction. */
  private static final class Message {

    private static final int VARINT = 0;
    private static final int DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.toBytes());
    }

    Message bytes(int field, byte[] value) {
      varint((long) field << 3 | DELIMITED);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    byte[] toBytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while (rest >= 0x80) {
        out.write((int) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
