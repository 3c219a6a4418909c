package org.prytany.digest.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.digest.RealModel;
import org.prytany.digest.ranking.ReaderModel.Need;
import org.prytany.digest.sentence.CorenlpEnds;
import org.prytany.reading.markdown.MarkdownReader;
import org.prytany.reading.markdown.ProposalText;
import org.prytany.reading.sentence.SentenceSplitter;
import org.prytany.reading.sentence.Units;
import org.prytany.spi.FeatureScorer;

/**
 * What {@code train-needs.py} learns from, and what its models choose: marked texts with what is
 * seen of their sentences, then how often summaries hold what readers marked, each by a model that
 * saw no text of that source, nor any that is related to it.
 */
final class ReaderTraining {

  /** Texts of these sources are learnt from by nobody, so that something is left to measure on. */
  private static final Set<String> SET_ASIDE =
      Set.of("rocketpool", "algorand-xgov", "lyra", "yearn");

  /** Sources that are left out together; all others are one more fold. */
  private static final List<Set<String>> FOLDS =
      List.of(
          Set.of("synthetix"),
          Set.of("aave"),
          Set.of("makerdao-mips", "celo"),
          Set.of("thales", "kwenta", "helium"));

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Text(
      Marked marked,
      int fold,
      String group,
      SentenceRanker.Scored scored,
      double[] likeness,
      double[][] rows) {}

  private final List<Text> texts = new ArrayList<>();

  /**
   * @param marks files of marks; of a text that several readers marked, the first counts
   * @param kept vectors that are known
   */
  ReaderTraining(Path corpus, List<Path> marks, Path kept) throws IOException {
    KeptVectors embedder = new KeptVectors(RealModel.context().embedder());
    embedder.read(kept);
    FeatureScorer scorer = RealModel.context().scorer().orElseThrow();
    SentenceModel model = SentenceModel.shipped();
    Map<String, JsonNode> proposals = new HashMap<>();
    for (String line : Files.readAllLines(corpus)) {
      JsonNode node = JSON.readTree(line);
      proposals.put(node.get("id").asText(), node);
    }
    List<Marked> all = new ArrayList<>();
    for (Path file : marks) {
      all.addAll(Marked.read(file));
    }
    all.addAll(Marked.kept());
    Set<String> known = new HashSet<>();
    for (Marked marked : all) {
      JsonNode node = proposals.get(marked.id());
      if (node == null) {
        throw new IOException("the marked proposal " + marked.id() + " is not in " + corpus);
      }
      if (!SET_ASIDE.contains(node.get("source").asText()) && known.add(marked.id())) {
        Text text = text(marked, node, embedder, scorer, model);
        if (text.rows().length > 0) {
          texts.add(text);
        }
      }
    }
    embedder.write(kept);
  }

  private static Text text(
      Marked marked,
      JsonNode node,
      KeptVectors embedder,
      FeatureScorer scorer,
      SentenceModel model) {
    ProposalText text =
        new MarkdownReader()
            .read("# " + node.get("title").asText() + "\n\n" + node.get("body").asText());
    SentenceRanker.Scored scored =
        SentenceRanker.score(
            text, Units.of(text, new SentenceSplitter(new CorenlpEnds())), embedder);
    double[] likeness =
        scored.candidates().isEmpty() ? new double[0] : model.values(scorer, scored.learned());
    JsonNode group = node.path("related_group");
    return new Text(
        marked,
        fold(node.get("source").asText()),
        group.isNull() ? marked.id() : "group " + group.asText(),
        scored,
        likeness,
        ReaderCues.of(scored, likeness));
  }

  private static int fold(String source) {
    int fold = 0;
    while (fold < FOLDS.size() && !FOLDS.get(fold).contains(source)) {
      fold++;
    }
    return fold;
  }

  /** Hashes of all marks, as the project keeps them, a line for each text. */
  String marks() {
    return texts.stream()
        .map(
            text ->
                Marked.line(
                        text.marked(),
                        text.scored().candidates().stream().map(Candidate::shown).toList())
                    + '\n')
        .sorted()
        .collect(Collectors.joining());
  }

  /**
   * Writes for each text its fold, what it is related to, how many sentences it has and how many
   * numbers each, the title's vector, and for each sentence the needs that readers marked (0 or 1)
   * and its numbers.
   */
  void export(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Text text : texts) {
        out.writeInt(text.fold());
        out.writeUTF(text.group());
        int n = text.rows().length;
        out.writeInt(n);
        out.writeInt(ReaderCues.COUNT);
        for (float value : text.scored().vectors()[n]) {
          out.writeFloat(value);
        }
        for (int i = 0; i < n; i++) {
          String shown = text.scored().candidates().get(i).shown();
          for (Need need : Need.values()) {
            out.writeFloat(text.marked().means(need, shown) ? 1 : 0);
          }
          for (double value : text.rows()[i]) {
            out.writeFloat((float) value);
          }
        }
      }
    }
  }

  /**
   * How often summaries hold what readers marked.
   *
   * @param models the folder of the models of the folds, {@code fold-0.bin} and so on
   */
  String measured(Path models) throws IOException {
    StringBuilder lines = new StringBuilder("sources apart");
    int[] all = new int[Need.values().length + 2];
    for (int fold = 0; fold <= FOLDS.size(); fold++) {
      int[] counted =
          counted(
              fold, new ReaderModel(Files.readAllBytes(models.resolve("fold-" + fold + ".bin"))));
      lines.append("\n  ").append(line(counted));
      Arrays.setAll(all, i -> all[i] + counted[i]);
    }
    return lines.append("\n  all: ").append(line(all)).toString();
  }

  /** For each need how many summaries hold it; then how many texts, and words. */
  private int[] counted(int fold, ReaderModel model) {
    int[] there = new int[Need.values().length + 2];
    for (Text text : texts) {
      if (text.fold() != fold || !text.marked().asks()) {
        continue;
      }
      List<Integer> picked = SentenceRanker.chosen(text.scored(), text.likeness(), model);
      List<Candidate> shown = picked.stream().map(text.scored().candidates()::get).toList();
      for (Need need : Need.values()) {
        boolean has = shown.stream().anyMatch(each -> text.marked().means(need, each.shown()));
        there[need.ordinal()] += has ? 1 : 0;
      }
      there[Need.values().length]++;
      there[Need.values().length + 1] += shown.stream().mapToInt(Candidate::words).sum();
    }
    return there;
  }

  private static String line(int[] counted) {
    int asked = counted[Need.values().length];
    StringBuilder line = new StringBuilder(asked + " texts with a marked ask: ");
    for (Need need : Need.values()) {
      line.append(
          String.format(
              Locale.ROOT,
              "%s %.1f %%  ",
              need.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              100.0 * counted[need.ordinal()] / Math.max(1, asked)));
    }
    return line + "words " + counted[Need.values().length + 1] / Math.max(1, asked);
  }
}
