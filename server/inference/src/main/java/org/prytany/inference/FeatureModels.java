package org.prytany.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prytany.spi.FeatureScorer;

/**
 * Runs the small models that plugins bring along, always on the CPU, one session per content. It
 * keeps the few that were used last. Thread-safe.
 */
public final class FeatureModels implements FeatureScorer, AutoCloseable {

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_SESSIONS = 4;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment("prytany");
  private final Map<String, OrtSession> sessions = new LinkedHashMap<>(8, 0.75f, true);

  @Override
  public String runtime() {
    return "onnxruntime " + environment.getVersion();
  }

  /**
   * @throws InferenceException if the model is larger than 1 MiB, is no model of one float input
   *     and one float output, or does not take rows of this length
   */
  @Override
  public synchronized float[][] score(String modelId, byte[] onnx, float[][] rows) {
    if (rows.length == 0) {
      return new float[0][];
    }
    try {
      OrtSession session = session(onnx);
      int width = rows[0].length;
      FloatBuffer flat = FloatBuffer.allocate(rows.length * width);
      for (float[] row : rows) {
        flat.put(row);
      }
      flat.flip();
      String input = session.getInputNames().iterator().next();
      try (OnnxTensor features =
              OnnxTensor.createTensor(environment, flat, new long[] {rows.length, width});
          OrtSession.Result result = session.run(Map.of(input, features))) {
        return (float[][]) result.get(0).getValue();
      }
    } catch (OrtException | ClassCastException e) {
      throw new InferenceException(
          "feature-model-failed",
          InferenceException.Category.INTERNAL,
          "the model '" + modelId + "' that a plugin brings does not run: " + e.getMessage(),
          e);
    }
  }

  private OrtSession session(byte[] onnx) throws OrtException {
    if (onnx.length > MOST_BYTES) {
      throw new InferenceException(
          "feature-model-too-large",
          InferenceException.Category.CONFIGURATION,
          "a model that a plugin brings has " + onnx.length + " bytes, " + MOST_BYTES + " at most");
    }
    String sha256 = sha256(onnx);
    OrtSession known = sessions.get(sha256);
    if (known != null) {
      return known;
    }
    if (sessions.size() >= MOST_SESSIONS) {
      var oldest = sessions.values().iterator();
      OrtSession unused = oldest.next();
      oldest.remove();
      unused.close();
    }
    try (OrtSession.SessionOptions options = SessionFactory.options()) {
      OrtSession opened = environment.createSession(onnx, options);
      sessions.put(sha256, opened);
      return opened;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public synchronized void close() {
    for (OrtSession session : sessions.values()) {
      try {
        session.close();
      } catch (OrtException e) {
        System.getLogger(FeatureModels.class.getName())
            .log(System.Logger.Level.WARNING, "a feature model did not close cleanly", e);
      }
    }
    sessions.clear();
  }
}
