package org.prytany.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.prytany.spi.TextEmbedder;

/**
 * A sentence embedding model: mean of the token vectors, scaled to unit length.
 *
 * <p>A vector depends on its sentence alone. The int8 model scales its activations over everything
 * in a run ({@code DynamicQuantizeLinear}), so that neighbours in a batch would leak into a vector.
 * So each sentence has a run of its own; on one CPU thread that costs up to a sixth of the speed of
 * batches (docs/decisions/0020), and parallel work comes from parallel callers.
 *
 * <p>Thread-safe. Closing waits for running calls.
 */
public final class EmbeddingModel implements TextEmbedder, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(EmbeddingModel.class.getName());
  private static final String HEALTH_WORD = "governance";

  private final EmbeddingModelCard card;
  private final SentenceTokenizer tokenizer;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final DeviceChoice choice;
  private final float[] healthVector;
  private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed;

  private final LongAdder documents = new LongAdder();
  private final LongAdder sentences = new LongAdder();
  private final LongAdder tokens = new LongAdder();
  private final LongAdder truncated = new LongAdder();
  private final LongAdder busyNanos = new LongAdder();

  private EmbeddingModel(
      EmbeddingModelCard card,
      SentenceTokenizer tokenizer,
      OrtEnvironment environment,
      SessionFactory.Opened opened) {
    this.card = card;
    this.tokenizer = tokenizer;
    this.environment = environment;
    this.session = opened.session();
    this.choice = opened.choice();
    this.healthVector = run(tokenizer.encode(HEALTH_WORD).ids);
  }

  /**
   * Loads the model.
   *
   * @throws InferenceException if a file is missing or altered, the device is not there, or the
   *     native libraries do not start
   */
  public static EmbeddingModel open(InferenceSettings settings) {
    EmbeddingModelCard card = EmbeddingModelCard.MINILM_L6_V2_Q;
    VerifiedFiles files = VerifiedFiles.read(card, settings.modelDirectory());
    SentenceTokenizer tokenizer =
        SentenceTokenizer.load(files.tokenizer(), card.maxTokens(), settings.nativeCache());
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment("prytany");
      SessionFactory.Opened opened =
          SessionFactory.open(environment, files.model(), settings.device());
      LOG.log(
          System.Logger.Level.INFO,
          "model {0} (sha256 {1}) runs on {2}, requested {3}: {4}",
          card.id(),
          card.modelSha256(),
          opened.choice().used(),
          opened.choice().requested().word(),
          opened.choice().reason());
      return new EmbeddingModel(card, tokenizer, environment, opened);
    } catch (LinkageError e) {
      tokenizer.close();
      throw new InferenceException(
          "runtime-failed",
          InferenceException.Category.CONFIGURATION,
          "the native library of ONNX Runtime did not load (" + e.getMessage() + ")",
          e);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  @Override
  public float[][] embed(List<String> texts) {
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the embedding model is closed");
      }
      long begun = System.nanoTime();
      float[][] vectors = new float[texts.size()][];
      // Documents repeat lines; the same sentence always has the same vector.
      Map<String, float[]> seen = new HashMap<>();
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = seen.computeIfAbsent(texts.get(i), this::embedOne).clone();
      }
      documents.increment();
      sentences.add(vectors.length);
      busyNanos.add(System.nanoTime() - begun);
      return vectors;
    } finally {
      life.readLock().unlock();
    }
  }

  private float[] embedOne(String text) {
    SentenceTokenizer.Tokens read = tokenizer.encode(text);
    tokens.add(read.ids.length);
    if (read.truncated) {
      truncated.increment();
    }
    return run(read.ids);
  }

  /** The numbers that the model reads for a sentence, for measuring the stages apart. */
  public long[] tokens(String text) {
    return tokenizer.encode(text).ids;
  }

  /** The vector of a sentence that was made into {@link #tokens}, as {@link #embed} gives it. */
  public float[] embedTokens(long[] ids) {
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the embedding model is closed");
      }
      return run(ids);
    } finally {
      life.readLock().unlock();
    }
  }

  private float[] run(long[] ids) {
    long[] shape = {1, ids.length};
    long[] mask = new long[ids.length];
    Arrays.fill(mask, 1L);
    try (OnnxTensor inputIds = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor attention = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", inputIds, "attention_mask", attention, "token_type_ids", types))) {
      FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
      return pool(states, ids.length, card.dimensions());
    } catch (OrtException e) {
      throw new InferenceException(
          "inference-failed",
          InferenceException.Category.INTERNAL,
          "ONNX Runtime failed on a sentence of " + ids.length + " tokens: " + e.getMessage(),
          e);
    }
  }

  /** Mean over tokens, then unit length. Sums in double, in order, so that the result is fixed. */
  private static float[] pool(FloatBuffer states, int length, int width) {
    double[] sum = new double[width];
    for (int t = 0; t < length; t++) {
      for (int d = 0; d < width; d++) {
        sum[d] += states.get(t * width + d);
      }
    }
    double norm = 0;
    for (double value : sum) {
      norm += value * value;
    }
    norm = Math.sqrt(norm);
    float[] vector = new float[width];
    for (int d = 0; d < width; d++) {
      vector[d] = norm == 0 ? 0f : (float) (sum[d] / norm);
    }
    return vector;
  }

  /** Embeds a word and compares the vector with the one made when the model was loaded. */
  public ModelHealth health() {
    String detail;
    boolean ready = false;
    try {
      float[] now = embed(List.of(HEALTH_WORD))[0];
      ready = Arrays.equals(now, healthVector);
      detail =
          ready
              ? "the model answers on " + choice.used()
              : "the model no longer gives the vector it gave when it was loaded: restart the"
                  + " server and check its memory and device";
    } catch (RuntimeException e) {
      detail = "the model does not answer: " + e.getMessage();
    }
    return new ModelHealth(ready, detail, card.id(), card.modelSha256(), choice);
  }

  /** Counters since the model was loaded. */
  public ModelUsage usage() {
    return new ModelUsage(
        documents.sum(), sentences.sum(), tokens.sum(), truncated.sum(), busyNanos.sum());
  }

  /** Which device the model runs on, and why. */
  public DeviceChoice deviceChoice() {
    return choice;
  }

  @Override
  public int dimensions() {
    return card.dimensions();
  }

  @Override
  public String modelId() {
    return card.id();
  }

  @Override
  public String modelSha256() {
    return card.modelSha256();
  }

  @Override
  public String device() {
    return choice.used();
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      session.close();
      tokenizer.close();
    } catch (OrtException e) {
      LOG.log(System.Logger.Level.WARNING, "the embedding session did not close cleanly", e);
    } finally {
      life.writeLock().unlock();
    }
  }
}
