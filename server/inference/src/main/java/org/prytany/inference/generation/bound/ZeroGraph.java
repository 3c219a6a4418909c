package org.prytany.inference.generation.bound;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of an ONNX graph of one operator, {@code ConstantOfShape}: from a shape of four numbers
 * it makes noughts. Fields are numbered as in onnx.proto.
 */
final class ZeroGraph {

  static final String SHAPE = "shape";
  static final String ZEROS = "zeros";
  static final int RANK = 4;

  private static final int IR_VERSION = 10;
  private static final int OPERATOR_SET = 21;
  private static final int ATTRIBUTE_IS_A_TENSOR = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ZeroGraph() {}

  static byte[] of(Element element) {
    ZeroGraph nought =
        new ZeroGraph().number(1, 1).number(2, element.code()).bytes(9, new byte[element.bytes()]);
    ZeroGraph attribute =
        new ZeroGraph().text(1, "value").message(5, nought).number(20, ATTRIBUTE_IS_A_TENSOR);
    ZeroGraph node =
        new ZeroGraph()
            .text(1, SHAPE)
            .text(2, ZEROS)
            .text(4, "ConstantOfShape")
            .message(5, attribute);
    ZeroGraph one = new ZeroGraph().message(1, new ZeroGraph().number(1, RANK));
    ZeroGraph four = new ZeroGraph();
    for (int i = 0; i < RANK; i++) {
      four.message(1, new ZeroGraph().text(2, "size" + i));
    }
    ZeroGraph graph =
        new ZeroGraph()
            .message(1, node)
            .text(2, ZEROS)
            .message(11, value(SHAPE, Element.INT64, one))
            .message(12, value(ZEROS, element, four));
    return new ZeroGraph()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new ZeroGraph().text(1, "").number(2, OPERATOR_SET))
        .out
        .toByteArray();
  }

  private static ZeroGraph value(String name, Element element, ZeroGraph shape) {
    ZeroGraph tensor = new ZeroGraph().number(1, element.code()).message(2, shape);
    return new ZeroGraph().text(1, name).message(2, new ZeroGraph().message(1, tensor));
  }

  private ZeroGraph number(int field, int value) {
    variable(field << 3);
    variable(value);
    return this;
  }

  private ZeroGraph text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private ZeroGraph message(int field, ZeroGraph value) {
    return bytes(field, value.out.toByteArray());
  }

  private ZeroGraph bytes(int field, byte[] value) {
    variable(field << 3 | 2);
    variable(value.length);
    out.writeBytes(value);
    return this;
  }

  private void variable(int value) {
    int rest = value;
    while (rest > 0x7F) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
