package org.prytany.inference.generation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

/**
 * A decoder of random weights, made of the operators that onnxruntime-genai's model builder uses
 * for the CPU with weights in four bits: two layers, 64 numbers wide. It says nothing, but the same
 * nothing for the same text.
 */
final class RandomGraph {

  static final int LAYERS = 2;
  static final int KEY_VALUE_HEADS = 2;
  static final int HEAD_SIZE = 16;
  static final int CONTEXT = 4_096;

  private static final int HEADS = 4;
  private static final int WIDTH = HEADS * HEAD_SIZE;
  private static final int INNER = 128;
  private static final int BLOCK = 32;
  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int INT32 = 6;
  private static final int INT64 = 7;
  private static final int FLOAT16 = 10;
  private static final String MICROSOFT = "com.microsoft";

  private final Proto graph = new Proto();
  private final Random random;
  private final int vocabulary;

  /** Of what attention, keys, values and logits are. */
  private final int type;

  private RandomGraph(long seed, int vocabulary, boolean halves) {
    this.random = new Random(seed);
    this.vocabulary = vocabulary;
    this.type = halves ? FLOAT16 : FLOAT;
  }

  /**
   * @param halves whether keys, values and logits are numbers of 16 bits, as those of models that
   *     are exported for a card
   */
  static byte[] bytes(long seed, int vocabulary, boolean halves) {
    RandomGraph made = new RandomGraph(seed, vocabulary, halves);
    made.build();
    return new Proto()
        .number(1, 10)
        .message(8, new Proto().text(1, "").number(2, 21))
        .message(8, new Proto().text(1, MICROSOFT).number(2, 1))
        .message(7, made.graph.text(2, "random"))
        .bytes();
  }

  private void build() {
    lengths();
    rotations();
    embedding();
    String normed = normalized("embedded", "norm.first", "normed.0");
    String residual = "embedded";
    for (int i = 0; i < LAYERS; i++) {
      String attended = attention(i, normed);
      String mid = "mid." + i;
      skip(residual, attended, "norm.a" + i, "normed.a" + i, mid);
      String fed = feedForward(i, "normed.a" + i);
      residual = "residual." + i;
      normed = "normed.b" + i;
      skip(mid, fed, "norm.b" + i, normed, residual);
    }
    matrix(normed, "head", WIDTH, vocabulary, "likely");
    cast("likely", type, "logits");
    value(11, "input_ids", INT64, List.of("batch", "length"));
    value(11, "attention_mask", INT64, List.of("batch", "total"));
    value(12, "logits", type, List.of("batch", "length", vocabulary));
  }

  private void lengths() {
    integers("one", 1);
    graph.message(
        1, node("ReduceSum", "", List.of("attention_mask", "one"), "sum", integer("keepdims", 0)));
    graph.message(1, node("Sub", "", List.of("sum", "one"), "last"));
    graph.message(1, node("Cast", "", List.of("last"), "last32", integer("to", INT32)));
    graph.message(1, node("Shape", "", List.of("attention_mask"), "shape"));
    // A scalar, as the exporter writes it.
    tensor("second", INT64, littleEndian(8).putLong(1).array());
    graph.message(1, node("Gather", "", List.of("shape", "second"), "total", integer("axis", 0)));
    graph.message(1, node("Cast", "", List.of("total"), "total32", integer("to", INT32)));
  }

  private void rotations() {
    int half = HEAD_SIZE / 2;
    int bytes = type == FLOAT ? Float.BYTES : Short.BYTES;
    ByteBuffer cosines = littleEndian(CONTEXT * half * bytes);
    ByteBuffer sines = littleEndian(CONTEXT * half * bytes);
    for (int place = 0; place < CONTEXT; place++) {
      for (int i = 0; i < half; i++) {
        double angle = place * Math.pow(10_000, -(double) i / half);
        put(cosines, (float) Math.cos(angle));
        put(sines, (float) Math.sin(angle));
      }
    }
    tensor("cos_cache", type, cosines.array(), CONTEXT, half);
    tensor("sin_cache", type, sines.array(), CONTEXT, half);
  }

  private void put(ByteBuffer numbers, float number) {
    if (type == FLOAT) {
      numbers.putFloat(number);
    } else {
      numbers.putShort(Float.floatToFloat16(number));
    }
  }

  private void cast(String from, int to, String name) {
    graph.message(1, node("Cast", "", List.of(from), name, integer("to", to)));
  }

  private void embedding() {
    tensor("words", UINT8, weights(vocabulary * WIDTH / 2), vocabulary, WIDTH / 2);
    tensor("words_scales", FLOAT, scales(vocabulary * WIDTH / BLOCK), vocabulary, WIDTH / BLOCK);
    graph.message(
        1,
        node(
            "GatherBlockQuantized",
            MICROSOFT,
            List.of("words", "input_ids", "words_scales"),
            "embedded",
            integer("bits", 4),
            integer("block_size", BLOCK),
            integer("gather_axis", 0),
            integer("quantize_axis", 1)));
  }

  private String attention(int layer, String from) {
    int pair = 2 * KEY_VALUE_HEADS * HEAD_SIZE;
    matrix(from, "qkv." + layer, WIDTH, WIDTH + pair, "qkv.out." + layer);
    cast("qkv.out." + layer, type, "qkv.cast." + layer);
    String key = "past_key_values." + layer + ".key";
    String newKey = "present." + layer + ".key";
    String value = "past_key_values." + layer + ".value";
    String newValue = "present." + layer + ".value";
    Proto node =
        node(
            "GroupQueryAttention",
            MICROSOFT,
            List.of(
                "qkv.cast." + layer,
                "",
                "",
                key,
                value,
                "last32",
                "total32",
                "cos_cache",
                "sin_cache"),
            "attended.cast." + layer,
            integer("num_heads", HEADS),
            integer("kv_num_heads", KEY_VALUE_HEADS),
            integer("do_rotary", 1));
    graph.message(1, node.text(2, newKey).text(2, newValue));
    List<Object> shape = List.of("batch", KEY_VALUE_HEADS, "past", HEAD_SIZE);
    value(11, key, type, shape);
    value(11, value, type, shape);
    List<Object> longer = List.of("batch", KEY_VALUE_HEADS, "total", HEAD_SIZE);
    value(12, newKey, type, longer);
    value(12, newValue, type, longer);
    cast("attended.cast." + layer, FLOAT, "attended." + layer);
    return matrix("attended." + layer, "o." + layer, WIDTH, WIDTH, "o.out." + layer);
  }

  private String feedForward(int layer, String from) {
    String gate = matrix(from, "gate." + layer, WIDTH, INNER, "gate.out." + layer);
    String up = matrix(from, "up." + layer, WIDTH, INNER, "up.out." + layer);
    graph.message(1, node("Sigmoid", "", List.of(gate), "open." + layer));
    graph.message(1, node("Mul", "", List.of(gate, "open." + layer), "silu." + layer));
    graph.message(1, node("Mul", "", List.of("silu." + layer, up), "mlp." + layer));
    return matrix("mlp." + layer, "down." + layer, INNER, WIDTH, "down.out." + layer);
  }

  private String normalized(String from, String weight, String to) {
    ones(weight);
    graph.message(
        1,
        node(
            "SimplifiedLayerNormalization",
            "",
            List.of(from, weight),
            to,
            integer("axis", -1),
            real("epsilon", 1e-5f)));
    return to;
  }

  private void skip(String from, String more, String weight, String to, String sum) {
    ones(weight);
    graph.message(
        1,
        node(
                "SkipSimplifiedLayerNormalization",
                MICROSOFT,
                List.of(from, more, weight),
                to,
                real("epsilon", 1e-5f))
            .text(2, "")
            .text(2, "")
            .text(2, sum));
  }

  private String matrix(String from, String name, int inputs, int outputs, String to) {
    int blocks = inputs / BLOCK;
    tensor(name + "_q", UINT8, weights(outputs * inputs / 2), outputs, blocks, BLOCK / 2);
    tensor(name + "_scales", FLOAT, scales(outputs * blocks), outputs, blocks);
    graph.message(
        1,
        node(
            "MatMulNBits",
            MICROSOFT,
            List.of(from, name + "_q", name + "_scales"),
            to,
            integer("K", inputs),
            integer("N", outputs),
            integer("bits", 4),
            integer("block_size", BLOCK),
            integer("accuracy_level", 4)));
    return to;
  }

  private byte[] weights(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] scales(int count) {
    ByteBuffer buffer = littleEndian(count * 4);
    for (int i = 0; i < count; i++) {
      buffer.putFloat(0.02f + 0.02f * random.nextFloat());
    }
    return buffer.array();
  }

  private void ones(String name) {
    ByteBuffer buffer = littleEndian(WIDTH * 4);
    for (int i = 0; i < WIDTH; i++) {
      buffer.putFloat(1);
    }
    tensor(name, FLOAT, buffer.array(), WIDTH);
  }

  private void integers(String name, long value) {
    tensor(name, INT64, littleEndian(8).putLong(value).array(), 1);
  }

  private void tensor(String name, int type, byte[] raw, long... shape) {
    Proto tensor = new Proto();
    for (long each : shape) {
      tensor.number(1, each);
    }
    graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
  }

  private void value(int field, String name, int type, List<?> shape) {
    Proto dimensions = new Proto();
    for (Object each : shape) {
      dimensions.message(
          1,
          each instanceof Integer size
              ? new Proto().number(1, size)
              : new Proto().text(2, each.toString()));
    }
    Proto tensor = new Proto().number(1, type).message(2, dimensions);
    graph.message(field, new Proto().text(1, name).message(2, new Proto().message(1, tensor)));
  }

  private static Proto node(
      String operator, String domain, List<String> inputs, String output, Proto... attributes) {
    Proto node = new Proto();
    inputs.forEach(each -> node.text(1, each));
    node.text(2, output).text(4, operator);
    for (Proto each : attributes) {
      node.message(5, each);
    }
    return node.text(7, domain);
  }

  private static Proto integer(String name, long value) {
    return new Proto().text(1, name).number(3, value).number(20, 2);
  }

  private static Proto real(String name, float value) {
    return new Proto().text(1, name).real(2, value).number(20, 1);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
