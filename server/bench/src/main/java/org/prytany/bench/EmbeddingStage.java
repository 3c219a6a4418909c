package org.prytany.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prytany.bench.side.NodeModules;
import org.prytany.bench.side.Samples;
import org.prytany.bench.side.SideProcess;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.inference.EmbeddingModel;

/**
 * The embedding stage alone: beside onnxruntime-node with the same version of ONNX Runtime, and
 * against the machine's own peak. Both sides take turns, so that a machine that gets busy slows
 * both.
 */
final class EmbeddingStage {

  /**
   * Products per token in the model's 36 weight matrices: 6 layers of 4 x 384² + 2 x 384 x 1536.
   */
  static final long WEIGHT_PRODUCTS = 6L * (4 * 384 * 384 + 2 * 384 * 1536);

  private static final String MODEL = "/org/prytany/inference/model/all-minilm-l6-v2-q.onnx";
  private static final int COMPARED_VECTORS = 50;

  private final Installation installation;
  private final PrintWriter out;
  private final int rounds;
  private final Path folder;
  private final Runtime runtime;

  /**
   * What the operator of a GPU brings.
   *
   * @param jar ONNX Runtime's Java classes; empty for those that ship
   * @param natives folder of its native libraries; empty for those in the jar
   * @param modelDirectory the model's two files; empty for the model that ships
   */
  record Runtime(Optional<Path> jar, Optional<Path> natives, Optional<Path> modelDirectory) {}

  EmbeddingStage(
      Installation installation, PrintWriter out, int rounds, Path folder, Runtime runtime) {
    this.installation = installation;
    this.runtime = runtime;
    this.out = out;
    this.rounds = rounds;
    this.folder = folder;
  }

  /**
   * @param device cpu, cuda or auto; only the CPU is compared with onnxruntime-node, and each
   *     device with its own peak
   * @param node whether to compare with onnxruntime-node
   */
  ObjectNode measure(List<String> sentences, List<Integer> threads, String device, boolean node)
      throws IOException {
    boolean gpu = !device.equals("cpu");
    Path given = folder.resolve("sentences.json");
    Path tokens = folder.resolve("tokens.json");
    Files.writeString(given, ApiClient.JSON.writeValueAsString(sentences));
    ObjectNode report = ApiClient.JSON.createObjectNode();
    try (SideProcess ours = ours(gpu, given, tokens, device)) {
      long count = ours.greeting().path("tokens").asLong();
      report.put("sentences", sentences.size()).put("tokens", count);
      report.put("device", ours.greeting().path("device").asText());
      report.put("model", ours.greeting().path("model").asText());
      report.put("runtime", ours.greeting().path("runtime").asText());
      say(
          "Embedding stage: %d sentences, %d tokens, %s, ONNX Runtime %s on %s",
          sentences.size(),
          count,
          report.path("model").asText(),
          report.path("runtime").asText(),
          report.path("device").asText());
      try (SideProcesses theirs =
          new SideProcesses(node && !gpu ? node(tokens) : Optional.empty())) {
        theirs.process().ifPresent(process -> requireSameRuntime(ours, process));
        for (int n : threads) {
          report.set("threads" + n, race(ours, theirs.process(), n, count, gpu));
        }
        theirs
            .process()
            .ifPresent(process -> report.put("largestDifference", difference(ours, process)));
      }
      tokenizing(ours, count, report);
    }
    return report;
  }

  private void tokenizing(SideProcess ours, long count, ObjectNode report) {
    List<Double> one = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    // In turns, so that a machine that gets busy slows both.
    for (int round = 0; round < rounds; round++) {
      double alone = ours.ask("tokenize").path("seconds").asDouble();
      one.add(alone);
      ratios.add(alone / ours.ask("tokenize-all").path("seconds").asDouble());
    }
    double rate = count / Samples.of(one).median();
    double ratio = Samples.of(ratios).median();
    report.put("tokenizerTokensPerSecond", Math.round(rate));
    report.put("tokenizerAllCoresRatio", rounded(ratio));
    say(
        "  tokenizer alone            %,.0f tokens/s on one thread; on all cores %.2f times that",
        rate, ratio);
  }

  private ObjectNode race(
      SideProcess ours, Optional<SideProcess> theirs, int threads, long tokens, boolean gpu) {
    // On a GPU the stage lives on batches, which are made of whole documents.
    String order = (gpu ? "documents " : "run ") + threads;
    ours.ask(order);
    theirs.ifPresent(process -> process.ask("run " + threads));
    List<Double> mine = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      double seconds = ours.ask(order).path("seconds").asDouble();
      mine.add(tokens / seconds);
      if (theirs.isPresent()) {
        double theirSeconds = theirs.get().ask("run " + threads).path("seconds").asDouble();
        other.add(tokens / theirSeconds);
        ratios.add(theirSeconds / seconds);
      }
    }
    ObjectNode report = ApiClient.JSON.createObjectNode();
    double rate = Samples.of(mine).median();
    report.put("tokensPerSecond", Math.round(rate));
    say("  %d thread(s): Prytany        %,.0f tokens/s", threads, rate);
    if (!other.isEmpty()) {
      Samples ratio = Samples.of(ratios);
      report.put("nodeTokensPerSecond", Math.round(Samples.of(other).median()));
      report.put("ratioToNode", rounded(ratio.median()));
      report.put("ratioToNodeLeast", rounded(ratio.least()));
      report.put("ratioToNodeMost", rounded(ratio.most()));
      say(
          "               onnxruntime-node %,.0f tokens/s; ratio %.2f (%.2f to %.2f in %d rounds)",
          Samples.of(other).median(), ratio.median(), ratio.least(), ratio.most(), ratio.count());
    }
    if (gpu) {
      gpuPeak(ours, rate, report);
    } else {
      peaks(ours, threads, rate, report);
    }
    return report;
  }

  private void gpuPeak(SideProcess ours, double rate, ObjectNode report) {
    double achieved = 2.0 * WEIGHT_PRODUCTS * rate / 1e9;
    int size = ours.greeting().path("device").asText().equals("cuda") ? 4_096 : 512;
    double peak = peak(ours, "fp32 " + size + " " + size + " " + size + " 64 1");
    report.put("achievedGops", Math.round(achieved));
    report.put("peakFp32Gops", Math.round(peak));
    report.put("shareOfFp32Peak", rounded(achieved / peak));
    say(
        "               %,.0f GOP/s in weight products = %.1f %% of the fp32 peak (%,.0f) of that"
            + " device",
        achieved, 100 * achieved / peak, peak);
  }

  private void peaks(SideProcess ours, int threads, double rate, ObjectNode report) {
    double achieved = 2.0 * WEIGHT_PRODUCTS * rate / 1e9;
    report.put("achievedGops", Math.round(achieved));
    double whole = peak(ours, "int8 1024 1024 1024 1 " + threads);
    double single = peak(ours, "fp32 1024 1024 1024 1 " + threads);
    double shaped = peak(ours, "int8 26 384 1536 1 " + threads);
    report.put("peakInt8Gops", Math.round(whole));
    report.put("peakFp32Gops", Math.round(single));
    report.put("int8GopsAtShapeOfASentence", Math.round(shaped));
    report.put("shareOfInt8Peak", rounded(achieved / whole));
    report.put("shareOfFp32Peak", rounded(achieved / single));
    report.put("shareAtShapeOfASentence", rounded(achieved / shaped));
    say(
        "               %,.0f GOP/s in weight products = %.0f %% of the int8 peak (%,.0f), %.0f %%"
            + " of the fp32 peak (%,.0f), %.0f %% of int8 products of a sentence's shape (%,.0f)",
        achieved,
        100 * achieved / whole,
        whole,
        100 * achieved / single,
        single,
        100 * achieved / shaped,
        shaped);
  }

  private double peak(SideProcess ours, String order) {
    List<Double> gops = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      gops.add(ours.ask("peak " + order).path("gops").asDouble());
    }
    // A peak is what the machine can do, so the best of three and not the middle.
    return Samples.of(gops).most();
  }

  private static double difference(SideProcess ours, SideProcess theirs) {
    JsonNode mine = ours.ask("vectors " + COMPARED_VECTORS).path("vectors");
    JsonNode other = theirs.ask("vectors " + COMPARED_VECTORS).path("vectors");
    if (mine.isEmpty() || mine.size() != other.size()) {
      throw new CommandFailure(
          "The two sides did not answer with as many vectors.",
          "This is a fault of the benchmark: please report it.");
    }
    double most = 0;
    for (int i = 0; i < mine.size(); i++) {
      for (int d = 0; d < mine.get(i).size(); d++) {
        most =
            Math.max(
                most, Math.abs(mine.get(i).get(d).asDouble() - other.get(i).get(d).asDouble()));
      }
    }
    return most;
  }

  private static void requireSameRuntime(SideProcess ours, SideProcess theirs) {
    String mine = ours.greeting().path("runtime").asText();
    String other = theirs.greeting().path("runtime").asText();
    if (!mine.equals(other)) {
      throw new CommandFailure(
          "The two sides run different versions of ONNX Runtime: " + mine + " and " + other + ".",
          "Run `./prytany build`, and delete server/bench/node/node_modules.");
    }
  }

  /**
   * The compared runtime on the CPU; on a GPU whatever runtime the operator put on the class path.
   */
  private SideProcess ours(boolean gpu, Path sentences, Path tokens, String device) {
    Path dist = installation.home().resolve("server/bench/target/dist");
    Optional<Path> first =
        gpu ? runtime.jar() : Optional.of(dist.resolve("compared/onnxruntime.jar"));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
    if (gpu) {
      runtime.natives().ifPresent(path -> words.add("-Donnxruntime.native.path=" + path));
    }
    words.add("-cp");
    words.add(first.map(jar -> jar + ":").orElse("") + dist.resolve("lib") + "/*");
    words.addAll(
        List.of(
            EmbeddingSide.class.getName(),
            sentences.toString(),
            tokens.toString(),
            device,
            gpu ? runtime.modelDirectory().map(Path::toString).orElse("") : ""));
    return SideProcess.start("embedding", words, Map.of("ORT_DISABLE_TELEMETRY", "1"), folder);
  }

  private Optional<SideProcess> node(Path tokens) throws IOException {
    Path home = installation.home().resolve("server/bench/node");
    NodeModules.require(
        home, "onnxruntime-node", "286 MB", folder, "leave the comparison out with --no-node", out);
    Path model = folder.resolve("model.onnx");
    try (InputStream in = EmbeddingModel.class.getResourceAsStream(MODEL)) {
      if (in == null) {
        throw new CommandFailure("The model is missing.", "Run `./prytany build`.");
      }
      Files.copy(in, model);
    }
    return Optional.of(
        SideProcess.start(
            "node",
            List.of(
                "node", home.resolve("embed.mjs").toString(), model.toString(), tokens.toString()),
            Map.of("ORT_DISABLE_TELEMETRY", "1"),
            folder));
  }

  private void say(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
    out.flush();
  }

  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  /** The other side, if there is one, to be closed with the block. */
  private record SideProcesses(Optional<SideProcess> process) implements AutoCloseable {
    @Override
    public void close() {
      process.ifPresent(SideProcess::close);
    }
  }
}
