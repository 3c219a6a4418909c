package org.prytany.governance.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.writing.WrittenText.Outcome;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Span;

/**
 * Invariant: whatever a writer hands over, nothing may be shown but sentences that the evidence
 * which they cite, or a line on the calls, bears out, and the digest's own sentences.
 */
class WrittenTextTest {

  private static final String PAYS = "The DAO will pay 900 USDC to the audit team.";
  private static final String WHY = "The audit is needed because the bridge was changed in May.";
  private static final String TEXT =
      "# Fund the audit\n\n" + PAYS + "\n\n" + WHY + "\n\n## More\n\nMallory will receive 5 ETH.\n";

  private static WritingTask task(String text, List<String> effects, String... evidence) {
    return new WritingTask(
        new ProposalKey(1, Address.ZERO, BigInteger.ONE),
        text,
        Arrays.stream(evidence)
            .map(
                each ->
                    new WritingTask.Evidence(
                        each, new Span(text.indexOf(each), text.indexOf(each) + each.length())))
            .toList(),
        effects,
        new WritingKey("tiny", "ab", 1, "cpu", "0x1", "0x2", "0x3"));
  }

  private static WrittenText written(WritingTask task, Drafted.Sentence... sentences) {
    return WrittenText.of(
        task, new Drafted(task.proposal(), task.key(), List.of(sentences), Instant.EPOCH, 1));
  }

  private static WrittenText written(String sentence, Integer... cited) {
    return written(
        task(TEXT, List.of(), PAYS, WHY), new Drafted.Sentence(sentence, List.of(cited)));
  }

  @Test
  void whatItsEvidenceSaysIsShownWithThePlace() {
    WrittenText text = written("The DAO will pay 900 USDC to the audit team.", 1);
    WrittenText.Sentence only = text.sentences().getFirst();
    assertThat(only.outcome()).isEqualTo(Outcome.PROVED);
    assertThat(only.evidence()).hasSize(1);
    assertThat(only.evidence().getFirst().of(TEXT)).contains("pay 900 USDC");
  }

  @Test
  void whatIsTrueOfAnotherPlaceThanTheCitedOneIsNotShown() {
    // The text says it, where the model did not read, or it cites another sentence for it.
    assertThat(written("Mallory will receive 5 ETH.", 1).sentences().getFirst().text())
        .isEqualTo(PAYS);
    assertThat(written(PAYS, 2).sentences().getFirst().text()).isEqualTo(WHY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The DAO will not pay 900 USDC to the audit team.",
        "The DAO will pay 9,000 USDC to the audit team.",
        "The audit team will pay 900 USDC to the DAO.",
        "The DAO has paid 900 USDC to the audit team.",
        "Treasurers must vote for it.",
        "",
      })
  void whatItDoesNotSayIsReplacedByItsEvidence(String sentence) {
    WrittenText.Sentence only = written(sentence, 1).sentences().getFirst();
    assertThat(only.outcome()).isEqualTo(Outcome.REPLACED);
    assertThat(only.text()).isEqualTo(PAYS);
    assertThat(only.why()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The DAO will pay\u202E 900 USDC to the audit team.",
        "The DAO will pay\u200B 900 USDC to the audit team.",
        "The DAO will pay 900 USDC to the audit team.\u2028",
        "The DAO will pay 900 USDC to the audit team.\u0000",
        "The DAO will pay 900 USDC to the audit team. \uD800",
      })
  void whatHasUnseenCharactersIsDropped(String sentence) {
    assertThat(written(sentence, 1).sentences())
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.outcome()).isEqualTo(Outcome.DROPPED);
              assertThat(only.text()).isEmpty();
            });
  }

  @Test
  void aCitationOfNothingIsDropped() {
    for (List<Integer> cited :
        List.of(List.<Integer>of(), List.of(0), List.of(3), List.of(1, 3), List.of(-1))) {
      assertThat(
              written(task(TEXT, List.of(), PAYS, WHY), new Drafted.Sentence(PAYS, cited))
                  .sentences()
                  .getFirst()
                  .outcome())
          .as("cited %s", cited)
          .isEqualTo(Outcome.DROPPED);
    }
  }

  @Test
  void evidenceThatMayNotStandAloneReplacesNothing() {
    String takenBack = "Pay 900 USDC to Mallory.";
    String text = "# A\n\nIt was said:\n\n- " + takenBack + "\n\nThat is wrong.\n";
    WrittenText.Sentence only =
        written(
                task(text, List.of(), takenBack),
                new Drafted.Sentence("Mallory gets all of it.", List.of(1)))
            .sentences()
            .getFirst();
    assertThat(only.text()).isIn("", takenBack);
    assertThat(only.outcome() == Outcome.DROPPED).isEqualTo(only.text().isEmpty());
  }

  @Test
  void aLineOnTheCallsBearsOutToo() {
    String effect = "Sends 900 USDC to the audit team.";
    WrittenText.Sentence only =
        written(task(TEXT, List.of(effect), WHY), new Drafted.Sentence(effect, List.of(1)))
            .sentences()
            .getFirst();
    assertThat(only.outcome()).isEqualTo(Outcome.PROVED);
    assertThat(only.effects()).containsExactly(0);
  }

  @Test
  void moreThanThreeSentencesAreNotLookedAt() {
    List<Drafted.Sentence> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add(new Drafted.Sentence(PAYS, List.of(1)));
    }
    assertThat(
            written(task(TEXT, List.of(), PAYS), many.toArray(Drafted.Sentence[]::new)).sentences())
        .hasSize(WrittenText.MOST_SENTENCES);
  }

  /** Every part of the key changes its hash: nothing of it is left out. */
  @Test
  void eachPartOfTheKeyMakesAnother() {
    assertThat(
            Set.of(
                new WritingKey("a", "b", 1, "c", "d", "e", "f").hash(),
                new WritingKey("x", "b", 1, "c", "d", "e", "f").hash(),
                new WritingKey("a", "x", 1, "c", "d", "e", "f").hash(),
                new WritingKey("a", "b", 2, "c", "d", "e", "f").hash(),
                new WritingKey("a", "b", 1, "x", "d", "e", "f").hash(),
                new WritingKey("a", "b", 1, "c", "x", "e", "f").hash(),
                new WritingKey("a", "b", 1, "c", "d", "x", "f").hash(),
                new WritingKey("a", "b", 1, "c", "d", "e", "x").hash(),
                new WritingKey("ab", "", 1, "c", "d", "e", "f").hash()))
        .hasSize(9);
  }
}
