package org.prytany.digest.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.prytany.digest.ranking.ReaderModel.Need;

/** What readers need of a sentence is learnt from what they marked. */
class ReaderModelTest {

  /** Rows whose hits follow known odds are fitted to those odds, where nothing is penalized. */
  @Test
  void theOddsThatMadeTheMarksAreFound() {
    Random random = new Random(7);
    double[] odds = {-1, 2, -3};
    double[][] rows = new double[20_000][2];
    boolean[] hits = new boolean[rows.length];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[] {random.nextGaussian(), random.nextBoolean() ? 1 : 0};
      hits[r] = random.nextDouble() < ReaderModel.probability(odds, rows[r]);
    }
    double[] found = Logistic.fit(rows, hits, 1e-9);
    for (int i = 0; i < odds.length; i++) {
      assertThat(found[i]).isCloseTo(odds[i], within(0.15));
    }
    double[] held = Logistic.fit(rows, hits, 1e9);
    assertThat(held[1]).isCloseTo(0, within(1e-3));
    assertThat(held[2]).isCloseTo(0, within(1e-3));
  }

  @Test
  void theModelThatShipsWeighsEveryCueAndEveryNumberOfAVector() {
    double[][] rows = {new double[ReaderCues.COUNT + 384]};
    for (Need need : Need.values()) {
      double[] said = ReaderModel.shipped().probabilities(need, rows);
      assertThat(said[0]).isBetween(0.0, 1.0);
    }
    assertThatThrownBy(
            () ->
                ReaderModel.shipped()
                    .probabilities(Need.ASK, new double[][] {new double[ReaderCues.COUNT + 768]}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("numbers");
  }

  @Test
  void aFileThatIsNoModelIsRefused() {
    for (String file :
        List.of("", "ASK 1 2", "BEST_ASK 1 2\nASK 1 2\nREASON 1 2\nMISLEADING 1", "LIKES 1 2")) {
      assertThatThrownBy(() -> new ReaderModel(file)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** A file decides where the walk goes, so one that leads back, or outside, is refused. */
  @Test
  void treesAreWalkedToALeafAndThoseWithoutEndAreRefused() {
    ReaderTrees trees =
        new ReaderTrees(List.of("TREES 0.2", "TREE 1 0.5 1 2 0 -1 0 -1 -1 0.3 -1 0 -1 -1 -0.1"));

    assertThat(trees.probability(new double[] {9, 0.4})).isCloseTo(0.5, within(1e-12));
    assertThat(trees.probability(new double[] {9, 0.6})).isCloseTo(0.1, within(1e-12));
    for (String tree :
        List.of("TREE 1 0.5 0 0 0", "TREE 1 0.5 1 2 0 -1 0 -1 -1 0.3", "TREE", "TREE -1 0 -1 -1")) {
      assertThatThrownBy(() -> new ReaderTrees(List.of("TREES 0.2", tree)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new ReaderTrees(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The marks that lie in the project name proposals and hashes, and none of their words. */
  @Test
  void theKeptMarksHoldNoText() throws IOException {
    List<Marked> kept = Marked.kept();
    assertThat(kept).hasSizeGreaterThan(50);
    Set<String> ids = kept.stream().map(Marked::id).collect(Collectors.toSet());
    assertThat(ids).hasSameSizeAs(kept);
    assertThat(kept).allSatisfy(each -> assertThat(each.means(Need.ASK, "-")).isFalse());
  }
}
