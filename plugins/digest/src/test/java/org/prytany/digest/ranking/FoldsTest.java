package org.prytany.digest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the figures of the learned choice rest on. */
class FoldsTest {

  /** 400 texts, every third of them one of four related ones. */
  private static final List<String> GROUPS =
      IntStream.range(0, 400).mapToObj(i -> i % 3 == 0 ? "group " + i / 12 : "text " + i).toList();

  private final Folds folds = new Folds(GROUPS, 7);

  private static Set<String> groups(List<Integer> texts) {
    return texts.stream().map(GROUPS::get).collect(Collectors.toSet());
  }

  @Test
  void everyTextIsHeldOutOnce() {
    List<Integer> all = new ArrayList<>();
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      assertThat(folds.heldOut(fold)).hasSizeBetween(60, 100);
      all.addAll(folds.heldOut(fold));
    }
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, GROUPS.size()).boxed().toList());
  }

  @Test
  void noModelLearnsFromATextRelatedToOneThatItIsTriedOn() {
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      List<Integer> learnt = folds.learntFrom(fold, 1, 0);
      assertThat(learnt).hasSize(GROUPS.size() - folds.heldOut(fold).size());
      assertThat(groups(learnt)).doesNotContainAnyElementsOf(groups(folds.heldOut(fold)));
    }
  }

  @Test
  void aSmallerPartOfTheTextsIsPartOfALargerOne() {
    List<Integer> half = folds.learntFrom(2, 0.5, 1);
    List<Integer> quarter = folds.learntFrom(2, 0.25, 1);

    assertThat(half).hasSizeBetween(110, 210).containsAll(quarter);
    assertThat(quarter).hasSizeBetween(40, 120);
    assertThat(folds.learntFrom(2, 0.25, 2)).isNotEqualTo(quarter);
    assertThat(groups(quarter))
        .doesNotContainAnyElementsOf(
            groups(
                IntStream.range(0, GROUPS.size())
                    .filter(i -> !quarter.contains(i))
                    .boxed()
                    .toList()));
  }
}
