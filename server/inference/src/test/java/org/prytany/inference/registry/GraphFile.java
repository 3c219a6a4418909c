package org.prytany.inference.registry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes small ONNX graphs, field by field (onnx.proto), as an exporter or an attacker would. */
final class GraphFile {

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
  private final ByteArrayOutputStream sets = new ByteArrayOutputStream();

  GraphFile() {
    operatorSet("");
  }

  GraphFile operatorSet(String domain) {
    sets.writeBytes(field(8, field(1, domain)));
    return this;
  }

  /** Weights that lie in the graph itself. */
  GraphFile weights(String name, long... shape) {
    return tensor(name, new byte[0], shape);
  }

  /** Weights that lie in another file. */
  GraphFile weightsIn(String file, String name, long... shape) {
    byte[] location = join(field(1, "location"), field(2, file));
    return tensor(name, field(13, location), shape);
  }

  private GraphFile tensor(String name, byte[] more, long... shape) {
    ByteArrayOutputStream dims = new ByteArrayOutputStream();
    for (long each : shape) {
      dims.writeBytes(varint(each));
    }
    graph.writeBytes(
        field(5, join(field(1, dims.toByteArray()), number(2, 1), field(8, name), more)));
    return this;
  }

  /** A matrix of n by k weights in four bits. */
  GraphFile fourBits(String name, long n, long k) {
    weights(name + "_q", n, k / 32, 16);
    weights(name + "_scale", n * k / 32);
    graph.writeBytes(
        field(
            1,
            join(
                field(1, "x"),
                field(1, name + "_q"),
                field(1, name + "_scale"),
                field(4, "MatMulNBits"),
                field(5, join(field(1, "K"), number(3, k))),
                field(5, join(field(1, "N"), number(3, n))),
                field(7, "com.microsoft"))));
    return this;
  }

  /** A constant with weights in another file, in a branch of a graph within the graph. */
  GraphFile hidden(String file) {
    byte[] tensor =
        join(
            field(1, varint(4)),
            field(8, "hidden"),
            field(13, join(field(1, "location"), field(2, file))));
    byte[] constant =
        join(field(4, "Constant"), field(5, join(field(1, "value"), field(5, tensor))));
    byte[] branch = field(1, constant);
    graph.writeBytes(
        field(1, join(field(4, "If"), field(5, join(field(1, "then_branch"), field(6, branch))))));
    return this;
  }

  /** The places beside a graph's own weights in which a tensor or an operator can stand. */
  enum Corner {
    SPARSE,
    SPARSE_ATTRIBUTE,
    FUNCTION,
    FUNCTION_DEFAULT,
    TRAINING,
    TENSOR_LIST
  }

  /** Weights in another file, and an operator of that domain, in an unusual place. */
  GraphFile in(Corner corner, String file, String domain) {
    byte[] tensor =
        join(field(1, varint(4)), field(13, join(field(1, "location"), field(2, file))));
    byte[] node =
        join(
            field(4, "Constant"),
            field(7, domain),
            field(5, join(field(1, "value"), field(5, tensor))));
    switch (corner) {
      case SPARSE -> {
        graph.writeBytes(field(15, join(field(1, tensor), field(2, tensor))));
        operator(domain);
      }
      case SPARSE_ATTRIBUTE ->
          graph.writeBytes(
              field(
                  1,
                  join(
                      field(4, "Constant"),
                      field(7, domain),
                      field(5, join(field(1, "v"), field(22, field(1, tensor)))))));
      case FUNCTION -> sets.writeBytes(field(25, join(field(1, "f"), field(7, node))));
      case FUNCTION_DEFAULT ->
          sets.writeBytes(
              field(
                  25,
                  join(
                      field(9, field(1, domain)),
                      field(11, join(field(1, "v"), field(5, tensor))))));
      case TRAINING -> sets.writeBytes(field(20, field(2, field(1, node))));
      case TENSOR_LIST ->
          graph.writeBytes(
              field(
                  1,
                  join(
                      field(4, "Any"),
                      field(7, domain),
                      field(5, join(field(1, "v"), field(10, tensor))))));
    }
    return this;
  }

  /** An operator of whoever wrote the graph. */
  GraphFile operator(String domain) {
    graph.writeBytes(field(1, join(field(4, "Anything"), field(7, domain))));
    return this;
  }

  byte[] bytes() {
    return join(number(1, 10), field(7, graph.toByteArray()), sets.toByteArray());
  }

  private static byte[] number(int field, long value) {
    return join(varint((long) field << 3), varint(value));
  }

  private static byte[] field(int field, String text) {
    return field(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] field(int field, byte[] bytes) {
    return join(varint((long) field << 3 | 2), varint(bytes.length), bytes);
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
