package org.prytany.inference;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The smallest ONNX file there is for a test: it multiplies every feature by a number. */
final class ScalingModel {

  private static final int FLOAT = 1;
  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;

  private ScalingModel() {}

  static byte[] by(float factor) {
    byte[] raw = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(factor).array();
    byte[] node = join(text(1, "x"), text(1, "k"), text(2, "y"), text(4, "Mul"));
    byte[] constant = join(number(1, 1), number(2, FLOAT), text(8, "k"), bytes(9, raw));
    byte[] graph =
        join(
            bytes(1, node),
            text(2, "scaling"),
            bytes(5, constant),
            bytes(11, rows("x")),
            bytes(12, rows("y")));
    return join(number(1, IR_VERSION), bytes(8, number(2, OPSET)), bytes(7, graph));
  }

  /** A value of two dimensions that may have any size. */
  private static byte[] rows(String name) {
    byte[] shape = join(bytes(1, text(2, "rows")), bytes(1, text(2, "features")));
    return join(text(1, name), bytes(2, bytes(1, join(number(1, FLOAT), bytes(2, shape)))));
  }

  private static byte[] number(int field, int value) {
    return new byte[] {(byte) (field << 3), (byte) value};
  }

  private static byte[] text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(int field, byte[] value) {
    if (value.length > 127) {
      throw new IllegalArgumentException("longer than this encoding of lengths can say");
    }
    return join(new byte[] {(byte) (field << 3 | 2), (byte) value.length}, value);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
