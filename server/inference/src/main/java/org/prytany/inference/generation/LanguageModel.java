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
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prytany.inference.NativeRuntime;

/**
 * A decoder's graph in ONNX Runtime on the CPU. One session serves all texts: each has its own
 * {@link KeyValueCache}, and runs of several threads go side by side over the same weights.
 */
public final class LanguageModel implements AutoCloseable {

  private final GenerationConfig config;
  private final OrtSession session;
  private final OnnxJavaType cacheType;
  private final boolean hasPositions;

  private LanguageModel(GenerationConfig config, OrtSession session, OnnxJavaType cacheType) {
    this.config = config;
    this.session = session;
    this.cacheType = cacheType;
    this.hasPositions = session.getInputNames().contains(config.names().positions());
  }

  /**
   * @param folder that the registry has verified
   * @param threads of one run; 1 where callers bring several texts at once
   * @throws GenerationException if the folder's files do not make a model that runs here
   */
  public static LanguageModel open(Path folder, int threads) {
    GenerationConfig config = GenerationFolder.read(folder);
    try (NativeRuntime.Use use = NativeRuntime.use();
        OrtSession.SessionOptions options = options(threads)) {
      OrtSession session = use.environment().createSession(config.graph().toString(), options);
      try {
        return new LanguageModel(config, session, checked(config, session));
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

  /** The type of keys and values; the graph has to have the inputs and outputs that are named. */
  private static OnnxJavaType checked(GenerationConfig config, OrtSession session)
      throws OrtException {
    GenerationConfig.Names names = config.names();
    Set<String> inputs = session.getInputNames();
    Set<String> outputs = session.getOutputNames();
    int last = config.layers() - 1;
    require(config, inputs, names.inputIds());
    require(config, inputs, names.attentionMask());
    require(config, inputs, GenerationConfig.Names.layer(names.pastKey(), last));
    require(config, inputs, GenerationConfig.Names.layer(names.pastValue(), last));
    require(config, outputs, names.logits());
    require(config, outputs, GenerationConfig.Names.layer(names.presentKey(), last));
    require(config, outputs, GenerationConfig.Names.layer(names.presentValue(), last));
    if (type(session.getOutputInfo().get(names.logits())) != OnnxJavaType.FLOAT) {
      throw new GenerationException(
          "model-config",
          "The logits of "
              + config.graph()
              + " are not 32-bit numbers. Export the model for the CPU (-e cpu).");
    }
    return type(session.getInputInfo().get(GenerationConfig.Names.layer(names.pastKey(), last)));
  }

  private static OnnxJavaType type(@Nullable NodeInfo node) {
    return node != null && node.getInfo() instanceof TensorInfo tensor
        ? tensor.type
        : OnnxJavaType.UNKNOWN;
  }

  private static void require(GenerationConfig config, Set<String> names, String name) {
    if (!names.contains(name)) {
      throw new GenerationException(
          "model-config",
          "The graph "
              + config.graph()
              + " has no '"
              + name
              + "', which its configuration names. Export the model again with onnxruntime-genai's model builder.");
    }
  }

  GenerationConfig config() {
    return config;
  }

  /** Memory for a text of so many tokens, its answer included. */
  KeyValueCache cache(int tokens) {
    try (NativeRuntime.Use use = NativeRuntime.use()) {
      return new KeyValueCache(use.environment(), config, cacheType, tokens);
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  /** Reads tokens into the cache and answers nothing. */
  void read(KeyValueCache cache, int[] ids) {
    run(cache, ids, new HashMap<>(cache.present()));
  }

  /**
   * Reads tokens into the cache.
   *
   * @return a row of logits after each of them
   */
  Logits logits(KeyValueCache cache, int[] ids) {
    long floats = (long) ids.length * config.vocabulary();
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(floats * Float.BYTES))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    Map<String, OnnxTensor> outputs = new HashMap<>(cache.present());
    try (NativeRuntime.Use use = NativeRuntime.use();
        OnnxTensor logits =
            OnnxTensor.createTensor(
                use.environment(), buffer, new long[] {1, ids.length, config.vocabulary()})) {
      outputs.put(config.names().logits(), logits);
      run(cache, ids, outputs);
    } catch (OrtException e) {
      throw failed(e);
    }
    return new Logits(buffer, config.vocabulary());
  }

  private void run(KeyValueCache cache, int[] ids, Map<String, OnnxTensor> outputs) {
    int total = cache.length() + ids.length;
    if (total > cache.capacity()) {
      throw new IllegalArgumentException(total + " tokens in a cache of " + cache.capacity());
    }
    Map<String, OnnxTensor> inputs = new HashMap<>(cache.past());
    for (int id : ids) {
      // The runtime looks tokens up without asking whether they are there.
      if (id < 0 || id >= config.vocabulary()) {
        throw new IllegalArgumentException(
            "token " + id + " of a vocabulary of " + config.vocabulary());
      }
    }
    if (total > config.contextLength()) {
      throw new IllegalArgumentException(
          total + " tokens in a context of " + config.contextLength());
    }
    long[] tokens = new long[ids.length];
    long[] positions = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      tokens[i] = ids[i];
      positions[i] = cache.length() + i;
    }
    long[] ones = new long[total];
    Arrays.fill(ones, 1);
    GenerationConfig.Names names = config.names();
    try (NativeRuntime.Use use = NativeRuntime.use();
        OnnxTensor inputIds = row(use, tokens);
        OnnxTensor mask = row(use, ones);
        OnnxTensor places = row(use, positions)) {
      inputs.put(names.inputIds(), inputIds);
      inputs.put(names.attentionMask(), mask);
      if (hasPositions) {
        inputs.put(names.positions(), places);
      }
      session.run(inputs, Set.of(), outputs, use.options()).close();
      cache.added(ids.length);
    } catch (OrtException e) {
      throw failed(e);
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
    try {
      session.close();
    } catch (OrtException e) {
      throw failed(e);
    }
  }
}
