package org.prytany.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The graphs that the peak is measured with do the products that are counted. */
class PeakGraphTest {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  @Test
  void theInt8GraphMultipliesUnsignedInputBySignedWeights() throws Exception {
    PeakGraph graph = new PeakGraph(PeakGraph.Kind.INT8, 2, 64, 32, 1);
    ByteBuffer input = ByteBuffer.allocateDirect(2 * 64);
    for (int i = 0; i < 2 * 64; i++) {
      input.put(i, (byte) 200);
    }
    try (OrtSession session = environment.createSession(graph.model());
        OnnxTensor given =
            OnnxTensor.createTensor(environment, input, new long[] {2, 64}, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of("input", given))) {
      int[][] product = (int[][]) result.get(0).getValue();
      int expected = 0;
      for (int k = 0; k < 64; k++) {
        expected += 200 * ((k * 32 + 5) * 31 % 127 - 63);
      }
      assertThat(product).hasDimensions(2, 32);
      assertThat(product[1][5]).isEqualTo(expected);
    }
    assertThat(graph.operations()).isEqualTo(2.0 * 2 * 64 * 32);
  }

  @Test
  void aChainOfFloatProductsIsAsLongAsItIsCounted() throws Exception {
    float once = product(1);
    float thrice = product(3);
    assertThat(once).isNotZero();
    assertThat(thrice).isNotZero().isNotCloseTo(once, within(Math.abs(once) / 100));
    assertThat(new PeakGraph(PeakGraph.Kind.FP32, 1, 16, 16, 3).operations())
        .isEqualTo(3 * new PeakGraph(PeakGraph.Kind.FP32, 1, 16, 16, 1).operations());
  }

  private float product(int chain) throws Exception {
    PeakGraph graph = new PeakGraph(PeakGraph.Kind.FP32, 1, 16, 16, chain);
    FloatBuffer input = FloatBuffer.allocate(16);
    input.put(0, 1f);
    try (OrtSession session = environment.createSession(graph.model());
        OnnxTensor given = OnnxTensor.createTensor(environment, input, new long[] {1, 16});
        OrtSession.Result result = session.run(Map.of("input", given))) {
      return ((float[][]) result.get(0).getValue())[0][0];
    }
  }

  @Test
  void productsThatCannotFollowOneAnotherAreRefused() {
    assertThatThrownBy(() -> new PeakGraph(PeakGraph.Kind.FP32, 1, 16, 8, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PeakGraph(PeakGraph.Kind.INT8, 1, 16, 16, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
