package org.prytany.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Small models of plugins: each call gets the scores of the bytes that it gave. */
class FeatureModelsTest {

  private static final float[][] ROWS = {{1, 2}, {3, 4}};

  private final FeatureModels models = new FeatureModels();

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void a_model_scores_each_row_and_says_what_ran_it() {
    assertThat(models.score("times", ScalingModel.by(3), ROWS))
        .isDeepEqualTo(new float[][] {{3, 6}, {9, 12}});
    assertThat(models.runtime()).startsWith("onnxruntime 1.");
    assertThat(models.score("times", new byte[0], new float[0][])).isEmpty();
  }

  @Test
  void an_array_that_was_changed_since_the_last_call_is_another_model() {
    byte[] onnx = ScalingModel.by(3);
    byte[] other = ScalingModel.by(5);
    assertThat(onnx).hasSameSizeAs(other);
    assertThat(models.score("times", onnx, ROWS)[0][0]).isEqualTo(3);
    System.arraycopy(other, 0, onnx, 0, onnx.length);
    assertThat(models.score("times", onnx, ROWS)[0][0]).isEqualTo(5);
    onnx[0] = 99;
    assertThatThrownBy(() -> models.score("times", onnx, ROWS))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("'times'");
    assertThat(models.score("times", ScalingModel.by(3), ROWS)[0][0]).isEqualTo(3);
  }

  @Test
  void what_is_no_model_of_rows_is_refused_and_spoils_nothing() {
    assertThatThrownBy(() -> models.score("huge", new byte[(1 << 20) + 1], ROWS))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("1048576 at most");
    for (int i = 0; i < 20; i++) {
      byte[] junk = {1, 2, (byte) i};
      assertThatThrownBy(() -> models.score("junk", junk, ROWS))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("does not run");
    }
    assertThat(models.score("times", ScalingModel.by(2), ROWS)[1][1]).isEqualTo(8);
  }

  @Test
  void many_callers_of_more_models_than_are_kept_get_their_own_scores() throws Exception {
    int callers = 6;
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      CountDownLatch together = new CountDownLatch(callers);
      List<Future<Integer>> runs = new ArrayList<>();
      for (int c = 0; c < callers; c++) {
        int caller = c;
        Callable<Integer> work =
            () -> {
              together.countDown();
              together.await();
              for (int i = 0; i < 150; i++) {
                int factor = 2 + (caller + i) % (2 * FeatureModels.MOST_KEPT);
                float[][] scores = models.score("times", ScalingModel.by(factor), ROWS);
                assertThat(scores)
                    .isDeepEqualTo(new float[][] {{factor, 2 * factor}, {3 * factor, 4 * factor}});
              }
              return caller;
            };
        runs.add(threads.submit(work));
      }
      for (int c = 0; c < callers; c++) {
        assertThat(runs.get(c).get()).isEqualTo(c);
      }
    }
  }

  @Test
  void a_model_that_is_put_out_while_it_runs_ends_its_run() throws Exception {
    // Rows enough that its run lasts while the others are opened.
    float[][] many = new float[400_000][1];
    many[399_999][0] = 4;
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
      Future<?> others =
          threads.submit(
              () -> {
                for (int factor = 3; !done.get(); factor = factor == 12 ? 3 : factor + 1) {
                  assertThat(models.score("times", ScalingModel.by(factor), ROWS)[0][0])
                      .isEqualTo(factor);
                }
              });
      for (int i = 0; i < 10; i++) {
        float[][] scores = models.score("long", ScalingModel.by(2), many);
        assertThat(scores).hasDimensions(400_000, 1);
        assertThat(scores[399_999][0]).isEqualTo(8);
      }
      done.set(true);
      others.get();
    }
  }

  @Test
  void runs_under_way_end_when_the_models_are_closed_and_later_ones_are_refused() throws Exception {
    float[][] many = new float[400_000][1];
    many[0][0] = 4;
    try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
      CountDownLatch once = new CountDownLatch(1);
      Future<Integer> runs =
          threads.submit(
              () -> {
                int ended = 0;
                try {
                  while (true) {
                    assertThat(models.score("long", ScalingModel.by(2), many)[0][0]).isEqualTo(8);
                    ended++;
                    once.countDown();
                  }
                } catch (IllegalStateException e) {
                  assertThat(e).hasMessageContaining("closed");
                }
                return ended;
              });
      once.await();
      models.close();
      assertThat(runs.get()).isPositive();
    }
    assertThatThrownBy(() -> models.score("times", ScalingModel.by(2), ROWS))
        .isInstanceOf(IllegalStateException.class);
  }
}
