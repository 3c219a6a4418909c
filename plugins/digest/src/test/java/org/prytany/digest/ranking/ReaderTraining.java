package org.prytany.digest.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prytany.digest.RealModel;
import org.prytany.digest.sentence.CorenlpEnds;
import org.prytany.reading.markdown.MarkdownReader;
import org.prytany.reading.markdown.ProposalText;
import org.prytany.reading.sentence.SentenceSplitter;
import org.prytany.reading.sentence.Units;
import org.prytany.spi.FeatureScorer;

/**
 * Trains the model of what readers need from the sentences they marked, and measures it in folds of
 * related texts. Everything follows from the marks, the proposals and the seed.
 */
final class ReaderTraining {

  private static final long SEED = 20261128;
  private static final double PENALTY = 10.0 / 3;

  /** What a vector's numbers are multiplied by while fitting, which weakens their penalty. */
  private static final double VECTOR = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Text(
      Marked marked,
      String group,
      SentenceRanker.Scored scored,
      double[] likeness,
      double[][] rows) {}

  private final List<Text> texts = new ArrayList<>();

  ReaderTraining(Path corpus, Path marks, Path kept) throws IOException {
    KeptVectors embedder = new KeptVectors(RealModel.context().embedder());
    embedder.read(kept);
    FeatureScorer scorer = RealModel.context().scorer().orElseThrow();
    SentenceModel model = SentenceModel.shipped();
    Map<String, JsonNode> proposals = new HashMap<>();
    for (String line : Files.readAllLines(corpus)) {
      JsonNode node = JSON.readTree(line);
      proposals.put(node.get("id").asText(), node);
    }
    List<Marked> all = new ArrayList<>(Marked.read(marks));
    all.addAll(Marked.kept());
    for (Marked marked : all) {
      JsonNode node = proposals.get(marked.id());
      if (node == null) {
        throw new IOException("the marked proposal " + marked.id() + " is not in " + corpus);
      }
      ProposalText text =
          new MarkdownReader()
              .read("# " + node.get("title").asText() + "\n\n" + node.get("body").asText());
      SentenceRanker.Scored scored =
          SentenceRanker.score(
              text, Units.of(text, new SentenceSplitter(new CorenlpEnds())), embedder);
      double[] likeness = model.values(scorer, scored.learned());
      JsonNode group = node.path("related_group");
      texts.add(
          new Text(
              marked,
              group.isNull() ? marked.id() : "group " + group.asText(),
              scored,
              likeness,
              ReaderCues.of(scored, likeness)));
    }
    embedder.write(kept);
  }

  /** The model that learnt from all texts, as its file has it. */
  String trained() {
    return fit(texts);
  }

  /** How often summaries hold what readers marked, each by a model that did not see the text. */
  String measured() {
    Folds folds = new Folds(texts.stream().map(Text::group).toList(), SEED);
    int[] there = new int[ReaderModel.Need.values().length];
    int asked = 0;
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      ReaderModel model =
          new ReaderModel(fit(folds.learntFrom(fold, 1, 0).stream().map(texts::get).toList()));
      for (int i : folds.heldOut(fold)) {
        Text text = texts.get(i);
        if (!text.marked().asks()) {
          continue;
        }
        asked++;
        List<Integer> picked = SentenceRanker.chosen(text.scored(), text.likeness(), model);
        for (ReaderModel.Need need : ReaderModel.Need.values()) {
          there[need.ordinal()] +=
              picked.stream()
                      .anyMatch(
                          k -> text.marked().means(need, text.scored().candidates().get(k).shown()))
                  ? 1
                  : 0;
        }
      }
    }
    StringBuilder line = new StringBuilder();
    for (ReaderModel.Need need : ReaderModel.Need.values()) {
      line.append(
          String.format(
              Locale.ROOT,
              "%s %.1f %%  ",
              need.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              100.0 * there[need.ordinal()] / asked));
    }
    return asked + " texts with a marked ask, in folds: " + line.toString().strip();
  }

  private static String fit(List<Text> from) {
    List<double[]> rows = new ArrayList<>();
    from.forEach(text -> rows.addAll(List.of(text.rows())));
    double[][] scaled = rows.stream().map(ReaderTraining::scaled).toArray(double[][]::new);
    StringBuilder file = new StringBuilder();
    for (ReaderModel.Need need : ReaderModel.Need.values()) {
      boolean[] hits = new boolean[scaled.length];
      int at = 0;
      for (Text text : from) {
        for (Candidate candidate : text.scored().candidates()) {
          hits[at++] = text.marked().means(need, candidate.shown());
        }
      }
      file.append(need.name());
      double[] weights = Logistic.fit(scaled, hits, PENALTY);
      for (int i = 0; i < weights.length; i++) {
        double own = i > ReaderCues.COUNT ? weights[i] * VECTOR : weights[i];
        file.append(String.format(Locale.ROOT, " %.5f", own));
      }
      file.append('\n');
    }
    return file.toString();
  }

  private static double[] scaled(double[] row) {
    double[] scaled = row.clone();
    for (int i = ReaderCues.COUNT; i < scaled.length; i++) {
      scaled[i] *= VECTOR;
    }
    return scaled;
  }
}
