package org.prytany.bench;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.prytany.cli.ApiClient;
import org.prytany.inference.Device;
import org.prytany.inference.EmbeddingModel;
import org.prytany.inference.InferenceSettings;

/**
 * Prytany's embedding stage in a process of its own, so that it can run with another version of
 * ONNX Runtime than the command. Reads one order a line and answers with one JSON object a line.
 */
public final class EmbeddingSide {

  private static final long PEAK_NANOS = 1_500_000_000L;

  /** Sentences of a document, about as many as the median proposal has. */
  private static final int DOCUMENT = 40;

  private final EmbeddingModel model;
  private final List<long[]> tokens = new ArrayList<>();
  private final List<String> sentences;

  private EmbeddingSide(EmbeddingModel model, List<String> sentences) {
    this.model = model;
    this.sentences = sentences;
    sentences.forEach(sentence -> tokens.add(model.tokens(sentence)));
  }

  /**
   * @param arguments a JSON array of sentences to read, the JSON array of their tokens to write,
   *     the device, and the model directory, or "" for the model that ships
   */
  public static void main(String[] arguments) throws Exception {
    List<String> sentences = new ArrayList<>();
    ApiClient.JSON.readTree(Path.of(arguments[0]).toFile()).forEach(s -> sentences.add(s.asText()));
    InferenceSettings settings =
        InferenceSettings.defaults().withDevice(Device.parse(arguments[2]));
    if (!arguments[3].isEmpty()) {
      settings = settings.withModelDirectory(Path.of(arguments[3]));
    }
    try (EmbeddingModel model = EmbeddingModel.open(settings);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      EmbeddingSide side = new EmbeddingSide(model, sentences);
      side.writeTokens(Path.of(arguments[1]));
      answer(
          ApiClient.JSON
              .createObjectNode()
              .put("runtime", OrtEnvironment.getEnvironment().getVersion())
              .put("device", model.device())
              .put("model", model.modelId())
              .put("tokens", side.count()));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        answer(side.obey(order.split(" ", -1)));
      }
    }
  }

  private ObjectNode obey(String[] order) throws Exception {
    ObjectNode answer = ApiClient.JSON.createObjectNode();
    switch (order[0]) {
      case "run" -> answer.put("seconds", run(Integer.parseInt(order[1])));
      case "documents" -> answer.put("seconds", documents(Integer.parseInt(order[1])));
      case "tokenize" -> answer.put("seconds", tokenize());
      case "tokenize-all" -> answer.put("seconds", tokenizeOnAllCores());
      case "vectors" -> vectors(answer.putArray("vectors"), Integer.parseInt(order[1]));
      case "peak" ->
          answer.put(
              "gops",
              peak(
                  new PeakGraph(
                      PeakGraph.Kind.valueOf(order[1].toUpperCase(Locale.ROOT)),
                      Integer.parseInt(order[2]),
                      Integer.parseInt(order[3]),
                      Integer.parseInt(order[4]),
                      Integer.parseInt(order[5])),
                  Integer.parseInt(order[6])));
      default -> throw new IllegalArgumentException("unknown order: " + order[0]);
    }
    return answer;
  }

  private double run(int threads) throws Exception {
    AtomicInteger next = new AtomicInteger();
    return seconds(
        threads,
        () -> {
          for (int i = next.getAndIncrement(); i < tokens.size(); i = next.getAndIncrement()) {
            model.embedTokens(tokens.get(i));
          }
          return 0L;
        });
  }

  /** As the server does it: one call a document, tokenizing included, in batches on a GPU. */
  private double documents(int threads) throws Exception {
    AtomicInteger next = new AtomicInteger();
    return seconds(
        threads,
        () -> {
          for (int i = next.getAndAdd(DOCUMENT);
              i < sentences.size();
              i = next.getAndAdd(DOCUMENT)) {
            model.embed(sentences.subList(i, Math.min(sentences.size(), i + DOCUMENT)));
          }
          return 0L;
        });
  }

  private double tokenize() {
    long begun = System.nanoTime();
    long read = 0;
    for (String sentence : sentences) {
      read += model.tokens(sentence).length;
    }
    if (read != count()) {
      throw new IllegalStateException("the tokenizer did not repeat itself");
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private double tokenizeOnAllCores() {
    long begun = System.nanoTime();
    long read = model.tokens(sentences).stream().mapToLong(ids -> ids.length).sum();
    if (read != count()) {
      throw new IllegalStateException("the tokenizer did not repeat itself");
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private void vectors(ArrayNode all, int limit) {
    for (long[] ids : tokens.subList(0, Math.min(limit, tokens.size()))) {
      ArrayNode one = all.addArray();
      for (float value : model.embedTokens(ids)) {
        one.add(value);
      }
    }
  }

  private double peak(PeakGraph graph, int threads) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      if (model.device().equals("cuda")) {
        options.addCUDA(0);
      }
      try (OrtSession session = environment.createSession(graph.model(), options)) {
        try (OnnxTensor input = input(environment, graph)) {
          for (int i = 0; i < 3; i++) {
            multiply(session, input);
          }
          AtomicInteger products = new AtomicInteger();
          double seconds =
              seconds(
                  threads,
                  () -> {
                    long end = System.nanoTime() + PEAK_NANOS;
                    while (System.nanoTime() < end) {
                      multiply(session, input);
                      products.incrementAndGet();
                    }
                    return 0L;
                  });
          return products.get() * graph.operations() / seconds / 1e9;
        }
      }
    }
  }

  private static OnnxTensor input(OrtEnvironment environment, PeakGraph graph) throws OrtException {
    long[] shape = {graph.rows(), graph.inner()};
    int units = graph.rows() * graph.inner();
    if (graph.kind() == PeakGraph.Kind.INT8) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(units);
      for (int i = 0; i < units; i++) {
        bytes.put(i, (byte) (i * 17));
      }
      return OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8);
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(4 * units).order(ByteOrder.nativeOrder());
    for (int i = 0; i < units; i++) {
      bytes.putFloat(4 * i, (i * 17 % 255) / 255f);
    }
    return OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
  }

  private static void multiply(OrtSession session, OnnxTensor input) throws OrtException {
    session.run(java.util.Map.of("input", input)).close();
  }

  /** Wall-clock time of the same work started on several threads at once. */
  private static double seconds(int threads, Callable<Long> work) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      long begun = System.nanoTime();
      List<Future<Long>> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        all.add(pool.submit(work));
      }
      for (Future<Long> one : all) {
        one.get();
      }
      return (System.nanoTime() - begun) / 1e9;
    }
  }

  private long count() {
    return tokens.stream().mapToLong(ids -> ids.length).sum();
  }

  private void writeTokens(Path file) throws IOException {
    Files.writeString(file, ApiClient.JSON.writeValueAsString(tokens));
  }

  private static void answer(ObjectNode answer) throws IOException {
    System.out.println(ApiClient.JSON.writeValueAsString(answer));
    System.out.flush();
  }
}
