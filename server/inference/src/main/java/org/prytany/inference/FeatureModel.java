package org.prytany.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One model of a plugin and its session, which opens with the first run. */
final class FeatureModel {

  private final byte[] onnx;
  private @Nullable OrtSession session;

  /** Runs under way; guarded by whoever keeps the model, as is {@link #dropped}. */
  int users;

  /** Nobody keeps it any more: it closes with its last run. */
  boolean dropped;

  /** Copies the bytes: whoever gave them may change theirs. */
  FeatureModel(byte[] onnx) {
    this.onnx = onnx.clone();
  }

  boolean isOf(byte[] given) {
    return Arrays.equals(onnx, given);
  }

  /** The open session. Opening it makes nobody wait who wants another model. */
  synchronized OrtSession session(OrtEnvironment environment) throws OrtException {
    OrtSession open = session;
    if (open == null) {
      try (OrtSession.SessionOptions options = SessionFactory.options()) {
        open = environment.createSession(onnx, options);
      }
      session = open;
    }
    return open;
  }

  synchronized void close() {
    OrtSession open = session;
    session = null;
    try {
      if (open != null) {
        NativeRuntime.release(open::close);
      }
    } catch (OrtException e) {
      System.getLogger(FeatureModel.class.getName())
          .log(System.Logger.Level.WARNING, "a model of a plugin did not close cleanly", e);
    }
  }
}
