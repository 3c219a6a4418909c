package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.prytany.spi.DigestContext;
import org.prytany.spi.TextDigest;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.StubTextEmbedder;

/** The learned choice keeps to its budget and depends on its own text alone. */
class LearnedChoiceTest {

  private static String text(int variant) {
    StringBuilder text = new StringBuilder("# Fund team " + variant + "\n\n## Motivation\n\n");
    for (int i = 0; i < 12; i++) {
      text.append("The team ")
          .append(variant)
          .append(" has maintained part ")
          .append(i)
          .append(" of the wallet for years and was paid late twice.\n\n");
    }
    return text.append("## Request\n\nWe ask for ")
        .append(1_000 * (variant + 1))
        .append(" USDC for the coming year, paid in four parts.\n")
        .toString();
  }

  @Test
  void aSummaryHasTwoToFourSentencesAndAtMost65Words() {
    for (int variant = 0; variant < 10; variant++) {
      TextDigest digest = RealModel.digest(text(variant));
      assertThat(digest.sentences()).hasSizeBetween(2, 4);
      assertThat(Soundness.words(String.join(" ", RealModel.sentences(digest))))
          .isLessThanOrEqualTo(65);
    }
  }

  @Test
  void twoLongSentencesAreShownThoughTheyPassTheBudget() {
    String longSentence = "The committee reviews every invoice of the team ".repeat(5).strip();
    TextDigest digest =
        RealModel.digest("# Fees\n\n" + longSentence + ".\n\n" + longSentence + " again.\n");

    assertThat(digest.sentences()).hasSize(2);
  }

  @Test
  void digestsMadeBesideEachOtherAreThoseMadeAlone() throws Exception {
    CorenlpDigester shared = new CorenlpDigester();
    List<TextDigest> alone = new ArrayList<>();
    for (int variant = 0; variant < 4; variant++) {
      alone.add(RealModel.digest(text(variant)));
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<TextDigest>> beside = new ArrayList<>();
      for (int run = 0; run < 24; run++) {
        int variant = run * 7 % 4;
        beside.add(
            pool.submit(
                () ->
                    shared.digest(
                        SampleProposal.of().text(text(variant)).snapshot(), RealModel.context())));
      }
      for (int run = 0; run < 24; run++) {
        assertThat(beside.get(run).get()).isEqualTo(alone.get(run * 7 % 4));
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aHostThatRunsNoModelsGetsTheHandSetChoiceUnderItsOwnName() {
    DigestContext without = StubTextEmbedder.context();
    TextDigest digest =
        new CorenlpDigester().digest(SampleProposal.of().text(text(1)).snapshot(), without);

    assertThat(digest.algorithm()).isEqualTo(CorenlpDigester.FALLBACK);
    assertThat(RealModel.digest(text(1)).algorithm()).isEqualTo(CorenlpDigester.ALGORITHM);
  }

  @Test
  void aTitleIsNotCutWhereItSaysIf() {
    String title = "# " + "Pay the team for all of its work ".repeat(3) + "if the audit passes";

    assertThat(RealModel.digest(title + "\n\nThe team has worked for a year.\n").headline())
        .isEqualTo("The team has worked for a year.");
  }
}
