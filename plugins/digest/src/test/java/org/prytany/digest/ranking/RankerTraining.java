package org.prytany.digest.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prytany.digest.RealModel;
import org.prytany.digest.sentence.CorenlpEnds;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.markdown.MarkdownReader;
import org.prytany.reading.markdown.ProposalText;
import org.prytany.reading.sentence.SentenceSplitter;
import org.prytany.reading.sentence.Units;

/**
 * Trains the model of sentence choice. Arguments: the directory or file of proposals, the directory
 * for the model and its card, a directory for what is kept between runs, and "curve" to measure
 * instead what more texts would bring. Everything follows from the proposals and the seed.
 */
public final class RankerTraining {

  private static final long SEED = 20261125;
  private static final int THREADS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Example> examples = new ArrayList<>();
  private final List<List<double[]>> targets = new ArrayList<>();
  private final Folds folds;
  private final StringBuilder report = new StringBuilder();

  private RankerTraining(List<Example> examples) {
    this.examples.addAll(examples);
    for (Example example : examples) {
      targets.add(example.targets());
    }
    this.folds = new Folds(examples.stream().map(Example::group).toList(), SEED);
  }

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args[1]));
    Path work = Files.createDirectories(Path.of(args[2]));
    RankerTraining training = new RankerTraining(read(Path.of(args[0]), work.resolve("vectors")));
    if (args.length > 3 && args[3].equals("curve")) {
      LearningCurve measured =
          new LearningCurve(training.examples, training.folds, training::fit, SEED);
      Files.writeString(out.resolve("curve.md"), measured.measure());
      return;
    }
    training.crossValidate(work.resolve("summaries.jsonl"));
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
        SentenceRanker.score(
            text, Units.of(text, new SentenceSplitter(new CorenlpEnds())), embedder);
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

  private void crossValidate(Path summaries) throws Exception {
    List<String> chosen = new ArrayList<>();
    examples.forEach(ignored -> chosen.add(""));
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      List<List<Boosting.Tree>> model = fit(folds.learntFrom(fold, 1, 0));
      for (int i : folds.heldOut(fold)) {
        chosen.set(i, examples.get(i).summary(values(model, examples.get(i))));
      }
    }
    report.append("\nTrained on 80 % of the texts:\n\n");
    report.append("| | texts | R-1 | R-2 | R-L | words |\n|---|--:|--:|--:|--:|--:|\n");
    for (String tier : new TreeSet<>(examples.stream().map(Example::tier).toList())) {
      report("**" + tier + "**", chosen, e -> e.tier().equals(tier));
      for (String source : new TreeSet<>(examples.stream().map(Example::source).toList())) {
        report(source, chosen, e -> e.tier().equals(tier) && e.source().equals(source));
      }
    }
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(summaries))) {
      for (int i = 0; i < examples.size(); i++) {
        out.println(
            JSON.writeValueAsString(Map.of("id", examples.get(i).id(), "summary", chosen.get(i))));
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
      int kind = k;
      double[] values = scores.stream().mapToDouble(score -> score[kind]).toArray();
      report.append(' ').append(Interval.of(values, SEED).percent()).append(" |");
    }
    report.append(String.format(" %.1f |%n", words / scores.size()));
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

  static double[] values(List<List<Boosting.Tree>> model, Example example) {
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
        + Folds.COUNT
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
