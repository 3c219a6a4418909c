package org.prytany.digest.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prytany.digest.RealModel;
import org.prytany.digest.markdown.Block;
import org.prytany.digest.markdown.MarkdownReader;
import org.prytany.digest.markdown.ProposalText;
import org.prytany.digest.sentence.SentenceSplitter;
import org.prytany.digest.sentence.Units;

/**
 * Trains the model of sentence choice. Arguments: the directory or file of proposals, the directory
 * for the model and its card, a directory for what is kept between runs, and "curve" to train on
 * parts of the texts too. Everything follows from the proposals and the seed.
 */
public final class RankerTraining {

  private static final long SEED = 20261125;
  private static final int FOLDS = 5;
  private static final int RESAMPLES = 1_000;
  private static final int THREADS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Example> examples = new ArrayList<>();
  private final List<List<double[]>> targets = new ArrayList<>();
  private final int[] folds;
  private final StringBuilder report = new StringBuilder();

  private RankerTraining(List<Example> examples) {
    this.examples.addAll(examples);
    for (Example example : examples) {
      targets.add(example.targets());
    }
    this.folds = folds();
  }

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[1]));
    Path work = Files.createDirectories(Path.of(args[2]));
    RankerTraining training = new RankerTraining(read(Path.of(args[0]), work.resolve("vectors")));
    boolean curve = args.length > 3 && args[3].equals("curve");
    for (double share : curve ? new double[] {0.25, 0.5, 1.0} : new double[] {1.0}) {
      training.crossValidate(share, work.resolve("summaries.jsonl"));
    }
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < training.examples.size(); i++) {
      all.add(i);
    }
    byte[] onnx = OnnxTrees.write(training.fit(all), LearnedFeatures.NAMES);
    Files.write(out.resolve(SentenceModel.ID + ".onnx"), onnx);
    Files.writeString(out.resolve(SentenceModel.ID + ".md"), training.card(onnx));
    System.out.println(training.report);
  }

  private static List<Example> read(Path corpus, Path kept) throws Exception {
    KeptVectors embedder = new KeptVectors(RealModel.context().embedder());
    embedder.read(kept);
    Path file = Files.isDirectory(corpus) ? corpus.resolve("proposals-dev.jsonl") : corpus;
    List<Callable<Example>> jobs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      jobs.add(() -> example(JSON.readTree(line), embedder));
    }
    List<Example> examples = run(jobs);
    embedder.write(kept);
    return examples;
  }

  private static Example example(JsonNode node, KeptVectors embedder) {
    String description = "# " + node.get("title").asText() + "\n\n" + node.get("body").asText();
    ProposalText text = new MarkdownReader().read(description);
    SentenceRanker.Scored scored =
        SentenceRanker.score(text, Units.of(text, new SentenceSplitter()), embedder);
    StringBuilder summary = new StringBuilder();
    for (Block block : new MarkdownReader().read(node.get("author_summary").asText()).blocks()) {
      if (block.kind() == Block.Kind.PARAGRAPH || block.kind() == Block.Kind.LIST_ITEM) {
        summary.append(Shortening.shown(block.text().text())).append('\n');
      }
    }
    String id = node.get("id").asText();
    return new Example(
        id,
        node.get("source").asText(),
        node.get("tier").asText(),
        node.get("related_group").isNull() ? id : "group " + node.get("related_group").asText(),
        scored,
        List.of(scored.learned()),
        Wording.tokens(summary.toString()));
  }

  /** Related texts share a fold. */
  private int[] folds() {
    Map<String, String> keys = new TreeMap<>();
    for (Example example : examples) {
      keys.put(sha256((SEED + example.group()).getBytes(StandardCharsets.UTF_8)), example.group());
    }
    List<String> groups = List.copyOf(keys.values());
    Map<String, Integer> fold = new TreeMap<>();
    for (int g = 0; g < groups.size(); g++) {
      fold.put(groups.get(g), g % FOLDS);
    }
    return examples.stream().mapToInt(example -> fold.getOrDefault(example.group(), 0)).toArray();
  }

  private void crossValidate(double share, Path summaries) throws Exception {
    List<String> chosen = new ArrayList<>();
    examples.forEach(ignored -> chosen.add(""));
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Integer> train = new ArrayList<>();
      SplittableRandom random = new SplittableRandom(SEED + fold);
      for (int i = 0; i < examples.size(); i++) {
        if (folds[i] != fold && random.nextDouble() < share) {
          train.add(i);
        }
      }
      List<List<Boosting.Tree>> model = fit(train);
      for (int i = 0; i < examples.size(); i++) {
        if (folds[i] == fold) {
          chosen.set(i, examples.get(i).summary(values(model, examples.get(i))));
        }
      }
    }
    boolean whole = share >= 1;
    report.append("\nTrained on ").append(Math.round(share * 80)).append(" % of the texts:\n\n");
    report.append("| | texts | R-1 | R-2 | R-L | words |\n|---|--:|--:|--:|--:|--:|\n");
    for (String tier : new TreeSet<>(examples.stream().map(Example::tier).toList())) {
      report("**" + tier + "**", chosen, e -> e.tier().equals(tier));
      for (String source : new TreeSet<>(examples.stream().map(Example::source).toList())) {
        if (whole) {
          report(source, chosen, e -> e.tier().equals(tier) && e.source().equals(source));
        }
      }
    }
    if (whole) {
      try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(summaries))) {
        for (int i = 0; i < examples.size(); i++) {
          out.println(
              JSON.writeValueAsString(
                  Map.of("id", examples.get(i).id(), "summary", chosen.get(i))));
        }
      }
    }
  }

  private void report(
      String name, List<String> chosen, java.util.function.Predicate<Example> which) {
    List<double[]> scores = new ArrayList<>();
    double words = 0;
    for (int i = 0; i < examples.size(); i++) {
      if (which.test(examples.get(i))) {
        scores.add(Rouge.of(Wording.tokens(chosen.get(i)), examples.get(i).reference()));
        words += Shortening.words(chosen.get(i));
      }
    }
    if (scores.isEmpty()) {
      return;
    }
    report.append(String.format("| %s | %d |", name, scores.size()));
    for (int k = 0; k < 3; k++) {
      report.append(interval(scores, k));
    }
    report.append(String.format(" %.1f |%n", words / scores.size()));
  }

  /** Mean, and half the width of the middle 95 % of means over texts drawn again. */
  private static String interval(List<double[]> scores, int kind) {
    double mean = scores.stream().mapToDouble(s -> s[kind]).average().orElse(0);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int i = 0; i < scores.size(); i++) {
        means[r] += scores.get(random.nextInt(scores.size()))[kind] / scores.size();
      }
    }
    java.util.Arrays.sort(means);
    double half = (means[RESAMPLES * 39 / 40 - 1] - means[RESAMPLES / 40 - 1]) / 2;
    return String.format(" %.2f ± %.2f |", 100 * mean, 100 * half);
  }

  private List<List<Boosting.Tree>> fit(List<Integer> train) throws Exception {
    int size = train.stream().mapToInt(i -> examples.get(i).rows().size()).sum();
    float[][] rows = new float[size][];
    double[][] wanted = new double[SentenceModel.TARGETS][size];
    double[] weights = new double[size];
    int at = 0;
    for (int i : train) {
      List<float[]> own = examples.get(i).rows();
      for (int s = 0; s < own.size(); s++) {
        rows[at] = own.get(s);
        // A long text counts more than a short one, but not by its length.
        weights[at] = 1 / Math.sqrt(own.size());
        for (int t = 0; t < wanted.length; t++) {
          wanted[t][at] = targets.get(i).get(s)[t];
        }
        at++;
      }
    }
    double mean = java.util.Arrays.stream(weights).average().orElse(1);
    for (int i = 0; i < size; i++) {
      weights[i] /= mean;
    }
    List<Callable<List<Boosting.Tree>>> jobs = new ArrayList<>();
    for (int t = 0; t < wanted.length; t++) {
      double[] target = wanted[t];
      long seed = SEED + t;
      jobs.add(() -> Boosting.fit(rows, target, weights, seed));
    }
    return run(jobs);
  }

  private static double[] values(List<List<Boosting.Tree>> model, Example example) {
    float[][] scores = new float[example.rows().size()][SentenceModel.TARGETS];
    for (int i = 0; i < scores.length; i++) {
      for (int t = 0; t < SentenceModel.TARGETS; t++) {
        for (Boosting.Tree tree : model.get(t)) {
          scores[i][t] += tree.of(example.rows().get(i));
        }
      }
    }
    return SentenceRanker.ruled(example.scored(), SentenceModel.blended(scores));
  }

  private static <T> List<T> run(List<Callable<T>> jobs) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> done = new ArrayList<>();
      for (Future<T> job : pool.invokeAll(jobs)) {
        done.add(job.get());
      }
      return done;
    } finally {
      pool.shutdown();
    }
  }

  private String card(byte[] onnx) throws IOException {
    return "# "
        + SentenceModel.ID
        + "\n\nGradient boosted trees, "
        + SentenceModel.TARGETS
        + " targets of "
        + Boosting.ROUNDS
        + " trees each, that say which sentences of a proposal are like the summary its authors\n"
        + "wrote. SHA-256 of the file: `"
        + sha256(onnx)
        + "`, "
        + onnx.length
        + " bytes, seed "
        + SEED
        + ".\n\n**Data.** "
        + examples.size()
        + " public governance proposals and protocol standards with their authors' summaries, under"
        + " CC0-1.0, MIT,\nApache-2.0 and CC-BY-4.0. The model holds thresholds and weights, no"
        + " text. Features use the embedding\nmodel "
        + RealModel.context().embedder().modelId()
        + " (`"
        + RealModel.context().embedder().modelSha256()
        + "`).\n\n**Targets.** Mean F1 of ROUGE-1, 2 and L of the sentence; its hits per word;"
        + " whether the greedy best\nextract of 65 words holds it. Their standings within the text"
        + " are added.\n\n**Scores.** F1 x 100 of summaries of at most 65 words, "
        + FOLDS
        + " folds, related texts in one fold, each text summarized\nby a model that did not see it;"
        + " ± is half a 95 % bootstrap interval.\n"
        + report
        + "\n**Features.** "
        + String.join(", ", LearnedFeatures.NAMES)
        + ".\n";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
