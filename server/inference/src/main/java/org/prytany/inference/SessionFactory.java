package org.prytany.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;

/** Opens an ONNX Runtime session on the device that was asked for, and says which one it became. */
final class SessionFactory {

  private SessionFactory() {}

  /** A session and where it runs. */
  record Opened(OrtSession session, DeviceChoice choice) {}

  static Opened open(byte[] model, Device requested) {
    try (NativeRuntime.Use use = NativeRuntime.use()) {
      return open(use.environment(), model, requested);
    }
  }

  private static Opened open(OrtEnvironment environment, byte[] model, Device requested) {
    boolean offered = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    return switch (requested) {
      case CPU -> cpu(environment, model, requested, "the configuration asks for the CPU");
      case CUDA -> {
        if (!offered) {
          throw new InferenceException(
              "cuda-unavailable",
              InferenceException.Category.CONFIGURATION,
              "the configuration asks for device 'cuda', but this ONNX Runtime has no CUDA"
                  + " provider: install its GPU build, or set the device to 'auto' or 'cpu'");
        }
        try {
          yield cuda(environment, model, requested);
        } catch (OrtException e) {
          throw new InferenceException(
              "cuda-unavailable",
              InferenceException.Category.CONFIGURATION,
              "the configuration asks for device 'cuda', but CUDA did not start ("
                  + e.getMessage()
                  + "): check the driver and libraries, or set the device to 'auto' or 'cpu'",
              e);
        }
      }
      case AUTO -> {
        if (!offered) {
          yield cpu(environment, model, requested, "this ONNX Runtime has no CUDA provider");
        }
        try {
          yield cuda(environment, model, requested);
        } catch (OrtException e) {
          yield cpu(environment, model, requested, "CUDA did not start: " + e.getMessage());
        }
      }
    };
  }

  private static Opened cpu(
      OrtEnvironment environment, byte[] model, Device requested, String reason) {
    try (OrtSession.SessionOptions options = options()) {
      return new Opened(
          environment.createSession(model, options), new DeviceChoice(requested, "cpu", reason));
    } catch (OrtException e) {
      throw new InferenceException(
          "session-failed",
          InferenceException.Category.INTERNAL,
          "ONNX Runtime cannot open the embedding model on the CPU: " + e.getMessage(),
          e);
    }
  }

  private static Opened cuda(OrtEnvironment environment, byte[] model, Device requested)
      throws OrtException {
    try (OrtSession.SessionOptions options = options()) {
      options.addCUDA(0);
      return new Opened(
          environment.createSession(model, options),
          new DeviceChoice(requested, "cuda", "the CUDA provider is there and started"));
    }
  }

  static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    // Callers bring the parallelism. A second intra-op thread would only spin against them.
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setDeterministicCompute(true);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    return options;
  }
}
