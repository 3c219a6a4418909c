package org.prytany.digest.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.digest.ranking.ReaderModel.Need;

/** What readers need of a sentence is learnt from what they marked. */
class ReaderModelTest {

  private static final int WIDTH = ReaderCues.COUNT + 384;

  /** Ten rows that differ from each other, as no text's would. */
  private static double[][] rows(int n, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[n][WIDTH];
    for (double[] row : rows) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = i < ReaderCues.COUNT ? random.nextInt(2) : random.nextGaussian() / 20;
      }
    }
    return rows;
  }

  /**
   * One sentence of a text says the ask best, so these shares are one together; others need not.
   */
  @Test
  void theBestAskIsOneOfTheSentencesAndEveryNeedIsAProbability() {
    double[][] said = ReaderModel.shipped().needs(rows(10, 1), new float[384]);

    assertThat(Arrays.stream(said[Need.BEST_ASK.ordinal()]).sum()).isCloseTo(1, within(1e-9));
    for (double[] need : said) {
      assertThat(need).hasSize(10);
      assertThat(Arrays.stream(need).boxed().toList())
          .allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
    }
  }

  /** Sentences are read with their neighbours, but it does not matter which row stands where. */
  @Test
  void whatIsSaidOfASentenceDependsOnTheOthersAndNotOnTheirOrder() {
    double[][] rows = rows(6, 2);
    double[][] said = ReaderModel.shipped().needs(rows, new float[384]);
    double[][] turned = rows.clone();
    Collections.reverse(Arrays.asList(turned));
    double[][] saidTurned = ReaderModel.shipped().needs(turned, new float[384]);
    double[][] alone = ReaderModel.shipped().needs(new double[][] {rows[0]}, new float[384]);
    int reason = Need.REASON.ordinal();

    for (int i = 0; i < rows.length; i++) {
      assertThat(saidTurned[reason][rows.length - 1 - i]).isCloseTo(said[reason][i], within(1e-4));
    }
    assertThat(alone[reason][0]).isNotCloseTo(said[reason][0], within(1e-6));
  }

  /**
   * The plugin computes what the program that trained the networks computes: odds of five made-up
   * sentences, as {@code train-needs.py check} prints them.
   */
  @Test
  void theNetworksSayWhatTheirTrainerSays() throws IOException {
    double[][] rows = new double[5][WIDTH];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < WIDTH; d++) {
        rows[i][d] = (i * 31 + d * 7) % 11 / 10.0 - 0.5;
      }
    }
    float[] title = new float[384];
    for (int d = 0; d < title.length; d++) {
      title[d] = d * 5 % 7 / 10f - 0.3f;
    }
    double[][] said = ReaderModel.shipped().needs(rows, title);
    double[][] odds = new double[rows.length][];
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("reader-needs-check.txt"))) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      for (int i = 0; i < odds.length; i++) {
        odds[i] = Arrays.stream(lines.get(i).split(" ")).mapToDouble(Double::parseDouble).toArray();
      }
    }
    double all = Arrays.stream(odds).mapToDouble(row -> Math.exp(row[0])).sum();
    for (int i = 0; i < rows.length; i++) {
      assertThat(said[0][i]).isCloseTo(Math.exp(odds[i][0]) / all, within(1e-3));
      for (int need = 1; need < said.length; need++) {
        assertThat(said[need][i]).isCloseTo(1 / (1 + Math.exp(-odds[i][need])), within(1e-3));
      }
    }
  }

  @Test
  void vectorsOfAnotherModelAreRefused() {
    assertThatThrownBy(
            () ->
                ReaderModel.shipped()
                    .needs(new double[][] {new double[ReaderCues.COUNT + 768]}, new float[768]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("numbers");
  }

  @Test
  void aFileThatIsNoModelIsRefused() {
    byte[] endless = new byte[ReaderNet.NUMBERS * Float.BYTES];
    endless[0] = 0x7f;
    endless[1] = (byte) 0xc0;
    for (byte[] file : List.of(new byte[0], new byte[100], endless)) {
      assertThatThrownBy(() -> new ReaderModel(file)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The marks that lie in the project name proposals and hashes, and none of their words. */
  @Test
  void theKeptMarksHoldNoText() throws IOException {
    List<String> lines = lines("reader-marks.tsv").filter(line -> !line.startsWith("#")).toList();
    assertThat(lines).hasSizeGreaterThan(50);
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches("[\\w./-]{1,120}(?:\\t(?:-|[0-9a-f]{12}(?:,[0-9a-f]{12})*)){4}"));
    Set<String> ids =
        lines.stream()
            .map(line -> line.substring(0, line.indexOf('\t')))
            .collect(Collectors.toSet());
    assertThat(ids).hasSameSizeAs(lines);
    assertThat(Marked.kept().stream().map(Marked::id)).containsExactlyInAnyOrderElementsOf(ids);
  }

  /** Of sources that are set aside for a last measurement nothing is learnt. */
  @Test
  void theKeptMarksAreOfNoSourceThatIsSetAside() throws IOException {
    assertThat(Marked.kept().stream().map(Marked::id))
        .isNotEmpty()
        .noneMatch(id -> id.matches("(?:rocketpool|algorand-xgov|lyra|yearn)/.*"));
  }

  private static Stream<String> lines(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ReaderModelTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList().stream();
    }
  }
}
