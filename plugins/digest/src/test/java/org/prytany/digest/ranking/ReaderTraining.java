package org.prytany.digest.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prytany.digest.RealModel;
import org.prytany.digest.ranking.ReaderModel.Need;
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

  /** Texts of these sources are learnt from by nobody, so that something is left to measure on. */
  private static final Set<String> SET_ASIDE =
      Set.of("rocketpool", "algorand-xgov", "lyra", "yearn");

  private static final Set<String> BIG_SOURCES =
      Set.of("aave", "synthetix", "makerdao-mips", "thales", "helium", "celo", "ens", "mstable");

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Text(
      Marked marked,
      String source,
      String group,
      SentenceRanker.Scored scored,
      double[] likeness,
      double[][] rows) {}

  private final List<Text> texts = new ArrayList<>();

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
    for (Marked marked : all) {
      JsonNode node = proposals.get(marked.id());
      if (node == null) {
        throw new IOException("the marked proposal " + marked.id() + " is not in " + corpus);
      }
      String source = node.get("source").asText();
      if (SET_ASIDE.contains(source)) {
        continue;
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
              source,
              group.isNull() ? marked.id() : "group " + group.asText(),
              scored,
              likeness,
              ReaderCues.of(scored, likeness)));
    }
    embedder.write(kept);
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

  /** The model that learnt from all texts, as its file has it. */
  String trained() {
    return fit(texts);
  }

  /**
   * How often summaries hold what readers marked, each by a model that did not see the text, nor
   * any that is related to it; then nor any of its source.
   */
  String measured() {
    return measured("related texts apart", texts.stream().map(Text::group).toList())
        + '\n'
        + measured("sources apart", texts.stream().map(ReaderTraining::sourceOf).toList());
  }

  /** Sources with few marked texts are one. */
  private static String sourceOf(Text text) {
    return BIG_SOURCES.contains(text.source()) ? text.source() : "others";
  }

  private String measured(String name, List<String> groups) {
    Folds folds = new Folds(groups, SEED, Set.copyOf(groups).size() > 50 ? Folds.COUNT : 50);
    List<int[]> counted =
        IntStream.range(0, folds.count())
            .parallel()
            .mapToObj(fold -> counted(folds, fold))
            .toList();
    StringBuilder lines = new StringBuilder(name);
    int[] all = new int[Need.values().length + 2];
    for (int[] fold : counted) {
      lines.append("\n  ").append(line(fold));
      Arrays.setAll(all, i -> all[i] + fold[i]);
    }
    return lines.append("\n  all: ").append(line(all)).toString();
  }

  /** For each need how many summaries hold it; then how many texts, and words. */
  private int[] counted(Folds folds, int fold) {
    int[] there = new int[Need.values().length + 2];
    ReaderModel model =
        new ReaderModel(fit(folds.learntFrom(fold, 1, 0).stream().map(texts::get).toList()));
    for (int i : folds.heldOut(fold)) {
      Text text = texts.get(i);
      if (!text.marked().asks()) {
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
              100.0 * counted[need.ordinal()] / asked));
    }
    return line + "words " + counted[Need.values().length + 1] / Math.max(1, asked);
  }

  private static String fit(List<Text> from) {
    List<double[]> rows = new ArrayList<>();
    from.forEach(text -> rows.addAll(List.of(text.rows())));
    boolean[][] hits = new boolean[Need.values().length][rows.size()];
    int at = 0;
    for (Text text : from) {
      for (Candidate candidate : text.scored().candidates()) {
        for (Need need : Need.values()) {
          hits[need.ordinal()][at] = text.marked().means(need, candidate.shown());
        }
        at++;
      }
    }
    return new ReaderFit(rows.toArray(double[][]::new)).file(hits, SEED);
  }
}
