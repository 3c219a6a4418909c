package org.prytany.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.prytany.spi.TextEmbedder;

/**
 * A sentence embedding model: mean of the token vectors, scaled to unit length.
 *
 * <p>On the CPU a vector depends on its sentence alone. The int8 model scales its activations over
 * everything in a run ({@code DynamicQuantizeLinear}), so that neighbours in a batch would leak
 * into a vector. So each sentence has a run of its own; on one CPU thread that costs up to a sixth
 * of the speed of batches (docs/decisions/0020), and parallel work comes from parallel callers.
 *
 * <p>On a GPU single sentences would leave it idle, so the sentences of one call run in batches
 * that {@link BatchPlan} fixes: there a vector depends on the sentences of its call, and still on
 * nothing before or beside that call. The device is part of what a digest is keyed by.
 *
 * <p>Thread-safe. Closing waits for running calls.
 */
public final class EmbeddingModel implements TextEmbedder, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(EmbeddingModel.class.getName());
  private static final String HEALTH_WORD = "governance";

  private final EmbeddingModelCard card;
  private final SentenceTokenizer tokenizer;
  private final OrtSession session;
  private final DeviceChoice choice;
  private final boolean batched;
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
      SessionFactory.Opened opened,
      boolean batched) {
    this.card = card;
    this.tokenizer = tokenizer;
    this.session = opened.session();
    this.choice = opened.choice();
    this.batched = batched;
    this.healthVector = run(List.of(tokenizer.encode(HEALTH_WORD).ids))[0];
  }

  /**
   * Loads the model.
   *
   * @throws InferenceException if a file is missing or altered, the device is not there, or the
   *     native libraries do not start
   */
  public static EmbeddingModel open(InferenceSettings settings) {
    return open(settings, false);
  }

  /**
   * @param alwaysBatched whether to run as on a GPU whatever the device is, so that a machine
   *     without one can check that way
   */
  static EmbeddingModel open(InferenceSettings settings, boolean alwaysBatched) {
    EmbeddingModelCard card = EmbeddingModelCard.in(settings.modelDirectory());
    VerifiedFiles files = VerifiedFiles.read(card, settings.modelDirectory());
    SentenceTokenizer tokenizer =
        SentenceTokenizer.load(files.tokenizer(), card.maxTokens(), settings.nativeCache());
    try {
      SessionFactory.Opened opened = SessionFactory.open(files.model(), settings.device());
      LOG.log(
          System.Logger.Level.INFO,
          "model {0} (sha256 {1}) runs on {2}, requested {3}: {4}",
          card.id(),
          card.modelSha256(),
          opened.choice().used(),
          opened.choice().requested().word(),
          opened.choice().reason());
      boolean batched = alwaysBatched || opened.choice().used().equals("cuda");
      return new EmbeddingModel(card, tokenizer, opened, batched);
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
      // Documents repeat lines: each different one runs once.
      Map<String, Integer> places = new HashMap<>();
      List<String> different = new ArrayList<>();
      int[] place = new int[texts.size()];
      for (int i = 0; i < place.length; i++) {
        place[i] = places.computeIfAbsent(texts.get(i), text -> different.size());
        if (place[i] == different.size()) {
          different.add(texts.get(i));
        }
      }
      float[][] made = batched ? inBatches(different) : oneByOne(different);
      float[][] vectors = new float[texts.size()][];
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = made[place[i]].clone();
      }
      documents.increment();
      sentences.add(vectors.length);
      busyNanos.add(System.nanoTime() - begun);
      return vectors;
    } finally {
      life.readLock().unlock();
    }
  }

  private float[][] oneByOne(List<String> texts) {
    float[][] vectors = new float[texts.size()][];
    for (int i = 0; i < vectors.length; i++) {
      requireWanted();
      vectors[i] = run(List.of(encode(texts.get(i))))[0];
    }
    return vectors;
  }

  private float[][] inBatches(List<String> texts) {
    // A card would wait for one core that reads its tokens.
    List<long[]> ids = tokenizer.encodeAll(texts).stream().map(this::counted).toList();
    float[][] vectors = new float[texts.size()][];
    for (List<Integer> batch : BatchPlan.of(ids.stream().map(one -> one.length).toList())) {
      requireWanted();
      float[][] some = run(batch.stream().map(ids::get).toList());
      for (int row = 0; row < some.length; row++) {
        vectors[batch.get(row)] = some[row];
      }
    }
    return vectors;
  }

  /** A call that took too long is interrupted; going on would only keep others waiting. */
  private static void requireWanted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("nobody waits for these vectors any more");
    }
  }

  private long[] encode(String text) {
    return counted(tokenizer.encode(text));
  }

  private long[] counted(SentenceTokenizer.Tokens read) {
    tokens.add(read.ids.length);
    if (read.truncated) {
      truncated.increment();
    }
    return read.ids;
  }

  /** The numbers that the model reads for a sentence, for measuring the stages apart. */
  public long[] tokens(String text) {
    return tokenizer.encode(text).ids;
  }

  /** The same of many sentences, on all of the machine's cores. */
  public List<long[]> tokens(List<String> texts) {
    return tokenizer.encodeAll(texts).stream().map(read -> read.ids).toList();
  }

  /** The vector of a sentence that was made into {@link #tokens}, as {@link #embed} gives it. */
  public float[] embedTokens(long[] ids) {
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the embedding model is closed");
      }
      return run(List.of(ids))[0];
    } finally {
      life.readLock().unlock();
    }
  }

  /** One run over sentences that are padded to the longest of them. */
  private float[][] run(List<long[]> rows) {
    int width = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    long[] shape = {rows.size(), width};
    long[] ids = new long[rows.size() * width];
    long[] mask = new long[rows.size() * width];
    for (int r = 0; r < rows.size(); r++) {
      long[] row = rows.get(r);
      System.arraycopy(row, 0, ids, r * width, row.length);
      Arrays.fill(mask, r * width, r * width + row.length, 1L);
    }
    try (NativeRuntime.Use use = NativeRuntime.use();
        OnnxTensor inputIds =
            OnnxTensor.createTensor(use.environment(), LongBuffer.wrap(ids), shape);
        OnnxTensor attention =
            OnnxTensor.createTensor(use.environment(), LongBuffer.wrap(mask), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(
                use.environment(), LongBuffer.wrap(new long[ids.length]), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", inputIds, "attention_mask", attention, "token_type_ids", types),
                use.options())) {
      FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[][] vectors = new float[rows.size()][];
      for (int r = 0; r < vectors.length; r++) {
        vectors[r] = pool(states, r * width, rows.get(r).length, card.dimensions());
      }
      return vectors;
    } catch (OrtException e) {
      throw new InferenceException(
          "inference-failed",
          InferenceException.Category.INTERNAL,
          "ONNX Runtime failed on "
              + rows.size()
              + " sentence(s) of "
              + width
              + " tokens: "
              + e.getMessage(),
          e);
    }
  }

  /** Mean over tokens, then unit length. Sums in double, in order, so that the result is fixed. */
  private static float[] pool(FloatBuffer states, int first, int length, int width) {
    double[] sum = new double[width];
    float[] state = new float[width];
    for (int t = 0; t < length; t++) {
      states.get((first + t) * width, state);
      for (int d = 0; d < width; d++) {
        sum[d] += state[d];
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
      NativeRuntime.release(session::close);
      tokenizer.close();
    } catch (OrtException e) {
      LOG.log(System.Logger.Level.WARNING, "the embedding session did not close cleanly", e);
    } finally {
      life.writeLock().unlock();
    }
  }
}
