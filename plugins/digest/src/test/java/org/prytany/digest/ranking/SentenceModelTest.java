package org.prytany.digest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prytany.inference.FeatureModels;

/** The model's file is the one that this code can feed. */
class SentenceModelTest {

  @Test
  void theShippedModelNamesTheFeaturesThatAreMade() throws Exception {
    try (var in = SentenceModel.class.getResourceAsStream(SentenceModel.ID + ".onnx")) {
      byte[] onnx = Objects.requireNonNull(in).readAllBytes();
      assertThat(onnx.length).isLessThan(1 << 20);
      assertThat(OnnxTrees.features(onnx)).isEqualTo(LearnedFeatures.NAMES);
    }
  }

  @Test
  void theRuntimeGivesEachRowWhatTheTreesGiveWhateverStandsBesideIt() {
    SplittableRandom random = new SplittableRandom(1);
    int width = LearnedFeatures.NAMES.size();
    float[][] rows = new float[800][width];
    double[] targets = new double[rows.length];
    double[] weights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int f = 0; f < width; f++) {
        rows[i][f] = (float) random.nextDouble();
      }
      targets[i] = rows[i][3] > 0.5 ? 1 : rows[i][7];
      weights[i] = 1;
    }
    List<Boosting.Tree> trees = Boosting.fit(rows, targets, weights, 5);
    byte[] onnx = OnnxTrees.write(List.of(trees, trees), LearnedFeatures.NAMES);

    try (FeatureModels models = new FeatureModels()) {
      float[][] together = models.score("test", onnx, rows);
      List<Double> errors = new ArrayList<>();
      for (int i = 0; i < rows.length; i += 50) {
        float sum = 0;
        for (Boosting.Tree tree : trees) {
          sum += tree.of(rows[i]);
        }
        assertThat(together[i][0]).isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-4f));
        assertThat(models.score("test", onnx, new float[][] {rows[i]})[0]).isEqualTo(together[i]);
        errors.add(Math.abs(sum - (targets[i] - mean(targets))));
      }
      assertThat(errors.stream().mapToDouble(e -> e).average().orElse(9)).isLessThan(0.1);
    }
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElse(0);
  }
}
