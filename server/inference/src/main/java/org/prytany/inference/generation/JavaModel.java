package org.prytany.inference.generation;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.prytany.inference.DeviceChoice;
import org.prytany.inference.NativeRuntime;
import org.prytany.inference.generation.bound.Element;

/**
 * A model on the processor, through ONNX Runtime's Java binding. Closing waits for the runs that
 * have begun: the binding would take the graph away from under them, and the process would crash.
 */
final class JavaModel implements LanguageModel {

  private final GenerationConfig config;
  private final OrtSession session;
  private final OnnxJavaType cacheType;
  private final OnnxJavaType logitsType;
  private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed;
  private final boolean hasPositions;
  private final DeviceChoice device;

  private JavaModel(GenerationConfig config, OrtSession session, DeviceChoice device)
      throws OrtException {
    GenerationConfig.Names names = config.names();
    GraphFaults.require(config, session.getInputNames(), session.getOutputNames());
    this.config = config;
    this.device = device;
    this.session = session;
    this.hasPositions = session.getInputNames().contains(names.positions());
    this.cacheType =
        type(session.getInputInfo().get(GenerationConfig.Names.layer(names.pastKey(), 0)));
    this.logitsType = type(session.getOutputInfo().get(names.logits()));
    if (!Logits.readable(element(logitsType))) {
      throw GraphFaults.unreadable(config);
    }
  }

  /**
   * @param threads of one run
   * @param device what it says of itself
   * @throws GenerationException if the graph cannot be opened or is not the folder's
   */
  static JavaModel open(GenerationConfig config, int threads, DeviceChoice device) {
    try (NativeRuntime.Use use = NativeRuntime.use();
        OrtSession.SessionOptions options = options(threads)) {
      OrtSession session = use.environment().createSession(config.graph().toString(), options);
      try {
        return new JavaModel(config, session, device);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new GenerationException(
          "model-failed",
          "ONNX Runtime cannot open "
              + config.graph()
              + " ("
              + e.getMessage()
              + "). Export the model again for the CPU with onnxruntime-genai's model builder.",
          e);
    }
  }

  private static OrtSession.SessionOptions options(int threads) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setDeterministicCompute(true);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    return options;
  }

  private static OnnxJavaType type(@Nullable NodeInfo node) {
    return node != null && node.getInfo() instanceof TensorInfo tensor
        ? tensor.type
        : OnnxJavaType.UNKNOWN;
  }

  private static Element element(OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> Element.FLOAT;
      case FLOAT16 -> Element.FLOAT16;
      case BFLOAT16 -> Element.BFLOAT16;
      default -> Element.OTHER;
    };
  }

  @Override
  public GenerationConfig config() {
    return config;
  }

  @Override
  public DeviceChoice device() {
    return device;
  }

  @Override
  public KeyValueCache cache(int tokens) {
    life.readLock().lock();
    try (NativeRuntime.Use use = NativeRuntime.use()) {
      requireOpen();
      return new JavaCache(use.environment(), config, cacheType, tokens);
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      life.readLock().unlock();
    }
  }

  @Override
  public void read(KeyValueCache cache, int[] ids) {
    run(own(cache), ids, new HashMap<>());
  }

  @Override
  public Logits logits(KeyValueCache cache, int[] ids) {
    long bytes = (long) ids.length * config.vocabulary() * logitsType.size;
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    Map<String, OnnxTensor> outputs = new HashMap<>();
    try (NativeRuntime.Use use = NativeRuntime.use();
        OnnxTensor logits =
            OnnxTensor.createTensor(
                use.environment(),
                buffer,
                new long[] {1, ids.length, config.vocabulary()},
                logitsType)) {
      outputs.put(config.names().logits(), logits);
      run(own(cache), ids, outputs);
    } catch (OrtException e) {
      throw failed(e);
    }
    return Logits.of(buffer, element(logitsType), config.vocabulary());
  }

  private JavaCache own(KeyValueCache cache) {
    if (cache instanceof JavaCache own) {
      return own;
    }
    throw new IllegalArgumentException("the cache is another model's");
  }

  private void run(JavaCache cache, int[] ids, Map<String, OnnxTensor> outputs) {
    ModelRows rows = ModelRows.of(config, cache, ids);
    Map<String, OnnxTensor> inputs = new HashMap<>(cache.past());
    outputs.putAll(cache.present());
    GenerationConfig.Names names = config.names();
    life.readLock().lock();
    try (NativeRuntime.Use use = NativeRuntime.use();
        OnnxTensor inputIds = row(use, rows.tokens());
        OnnxTensor mask = row(use, rows.mask());
        OnnxTensor places = row(use, rows.positions())) {
      requireOpen();
      inputs.put(names.inputIds(), inputIds);
      inputs.put(names.attentionMask(), mask);
      if (hasPositions) {
        inputs.put(names.positions(), places);
      }
      session.run(inputs, Set.of(), outputs, use.options()).close();
      cache.added(ids.length);
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      life.readLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw GraphFaults.closed(config);
    }
  }

  private static OnnxTensor row(NativeRuntime.Use use, long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        use.environment(), LongBuffer.wrap(values), new long[] {1, values.length});
  }

  private GenerationException failed(OrtException e) {
    return new GenerationException(
        "model-failed",
        "ONNX Runtime cannot run "
            + config.graph()
            + " ("
            + e.getMessage()
            + "). Give the server more memory, or export the model again.",
        e);
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        NativeRuntime.release(session::close);
      }
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      life.writeLock().unlock();
    }
  }
}
