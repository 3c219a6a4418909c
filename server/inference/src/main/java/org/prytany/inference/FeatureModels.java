package org.prytany.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.prytany.spi.FeatureScorer;

/**
 * Runs the small models that plugins bring along, always on the CPU, one session per content. It
 * keeps the few that were used last. Thread-safe; models run beside each other, and one that is no
 * longer kept closes when its last run ends.
 */
public final class FeatureModels implements FeatureScorer, AutoCloseable {

  private static final int MOST_BYTES = 1 << 20;

  /** How many models are kept open while nobody uses them. */
  static final int MOST_KEPT = 4;

  private final List<FeatureModel> kept = new ArrayList<>();
  private boolean closed;

  @Override
  public String runtime() {
    try (NativeRuntime.Use use = NativeRuntime.use()) {
      return "onnxruntime " + use.environment().getVersion();
    }
  }

  /**
   * @throws InferenceException if the model is larger than 1 MiB, is no model of one float input
   *     and one float output, or does not take rows of this length
   */
  @Override
  public float[][] score(String modelId, byte[] onnx, float[][] rows) {
    if (rows.length == 0) {
      return new float[0][];
    }
    FeatureModel model = take(onnx);
    try (NativeRuntime.Use use = NativeRuntime.use()) {
      return run(use, model.session(use.environment()), rows);
    } catch (OrtException | ClassCastException e) {
      throw new InferenceException(
          "feature-model-failed",
          InferenceException.Category.INTERNAL,
          "the model '" + modelId + "' that a plugin brings does not run: " + e.getMessage(),
          e);
    } finally {
      release(model);
    }
  }

  private static float[][] run(NativeRuntime.Use use, OrtSession session, float[][] rows)
      throws OrtException {
    int width = rows[0].length;
    FloatBuffer flat = FloatBuffer.allocate(rows.length * width);
    for (float[] row : rows) {
      flat.put(row);
    }
    flat.flip();
    String input = session.getInputNames().iterator().next();
    try (OnnxTensor features =
            OnnxTensor.createTensor(use.environment(), flat, new long[] {rows.length, width});
        OrtSession.Result result = session.run(Map.of(input, features), use.options())) {
      return (float[][]) result.get(0).getValue();
    }
  }

  /** The model of this content, in use by the caller, who has to release it. */
  private synchronized FeatureModel take(byte[] onnx) {
    if (closed) {
      throw new IllegalStateException("the models of plugins are closed");
    }
    if (onnx.length > MOST_BYTES) {
      throw new InferenceException(
          "feature-model-too-large",
          InferenceException.Category.CONFIGURATION,
          "a model that a plugin brings has " + onnx.length + " bytes, " + MOST_BYTES + " at most");
    }
    FeatureModel model = null;
    for (FeatureModel one : kept) {
      // Far cheaper than a hash, and it is the content that decides: the array is the caller's.
      if (one.isOf(onnx)) {
        model = one;
        break;
      }
    }
    if (model == null) {
      model = new FeatureModel(onnx);
    } else {
      kept.remove(model);
    }
    kept.add(model);
    model.users++;
    if (kept.size() > MOST_KEPT) {
      drop(kept.removeFirst());
    }
    return model;
  }

  private synchronized void release(FeatureModel model) {
    model.users--;
    closeIfUnwanted(model);
  }

  private void drop(FeatureModel model) {
    model.dropped = true;
    closeIfUnwanted(model);
  }

  private static void closeIfUnwanted(FeatureModel model) {
    if (model.dropped && model.users == 0) {
      model.close();
    }
  }

  /** Runs that are under way end as they would have; later ones are refused. */
  @Override
  public synchronized void close() {
    closed = true;
    kept.forEach(this::drop);
    kept.clear();
  }
}
