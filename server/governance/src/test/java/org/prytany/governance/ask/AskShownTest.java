package org.prytany.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.Reading;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

class AskShownTest {

  private static final String WHY = "The archive is full and its roof leaks.";
  private static final String ASK = "Therefore, we propose to build a new house for the archive.";
  private static final String MORE = "We request 40,000 USDC for the new house.";
  private static final String TEXT = WHY + " " + ASK + " " + MORE;

  private static TextDigest.Sentence sentence(String words) {
    int at = TEXT.indexOf(words);
    return new TextDigest.Sentence(words, new Span(at, at + words.length()));
  }

  private static List<String> shown(
      String title, List<TextDigest.Sentence> summary, List<TextDigest.Sentence> asks) {
    TextDigest digest = new TextDigest(title, summary, asks, List.of(), List.of(), "test");
    Asked asked = AskReader.of(Reading.of(TEXT), digest, TEXT);
    return AskShown.of(digest, asked).stream().map(TextDigest.Sentence::text).toList();
  }

  @Test
  void whatTheLineQuotesGivesItsRoomToTheNextAsk() {
    assertThat(
            shown(
                "", List.of(sentence(WHY), sentence(ASK)), List.of(sentence(ASK), sentence(MORE))))
        .containsExactly(WHY, MORE);
    assertThat(shown("", List.of(sentence(WHY), sentence(ASK)), List.of(sentence(ASK))))
        .containsExactly(WHY);
  }

  /** Both ask; the figure is what a reader lacks. */
  @Test
  void ofTwoAsksTheOneWithAFigureTakesTheRoom() {
    TextDigest.Sentence plain =
        new TextDigest.Sentence("We propose to close the old one.", new Span(500, 532));
    String other = "The town has no other archive" + " and no other house".repeat(10) + ".";
    TextDigest.Sentence second =
        new TextDigest.Sentence(other, new Span(600, 600 + other.length()));

    assertThat(
            shown(
                "",
                List.of(sentence(WHY), sentence(ASK), second),
                List.of(sentence(ASK), plain, sentence(MORE))))
        .containsExactly(WHY, MORE, second.text());
  }

  @Test
  void whatRoomThereIsGoesToTheNextAsksUpToFourSentences() {
    TextDigest.Sentence third =
        new TextDigest.Sentence("We propose to close the old one.", new Span(500, 532));
    TextDigest.Sentence fourth =
        new TextDigest.Sentence("We propose to sell the new one.", new Span(540, 571));
    TextDigest.Sentence fifth =
        new TextDigest.Sentence("We propose to rent a hall.", new Span(580, 606));

    assertThat(shown("", List.of(sentence(WHY)), List.of(sentence(ASK), sentence(MORE))))
        .containsExactly(WHY, MORE);
    assertThat(
            shown(
                "",
                List.of(sentence(WHY)),
                List.of(sentence(ASK), sentence(MORE), third, fourth, fifth)))
        .containsExactly(WHY, MORE, third.text(), fourth.text());
  }

  @Test
  void whatDoesNotFitIntoTheWordsOfADigestIsNotPutIn() {
    String more = "We propose to close the old one" + " and the next one".repeat(14) + ".";
    TextDigest.Sentence longer = new TextDigest.Sentence(more, new Span(500, 500 + more.length()));

    assertThat(shown("", List.of(sentence(WHY)), List.of(sentence(ASK), longer)))
        .containsExactly(WHY);
  }

  @Test
  void aSentenceThatIsTheTitleIsNotShownBelowIt() {
    assertThat(shown(WHY, List.of(sentence(WHY), sentence(MORE)), List.of(sentence(ASK))))
        .containsExactly(MORE);
  }

  @Test
  void whereTheLineSaysAllOfItAllIsShown() {
    assertThat(shown("", List.of(sentence(ASK)), List.of(sentence(ASK)))).containsExactly(ASK);
  }

  /** A figure, an account, a denial or the order of two: each is another thing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "We ask the DAO to pay ann.eth 90,000 USDC for the work on the archive in May.",
        "We ask the DAO to pay bob.eth 9,000 USDC for the work on the archive in May.",
        "We ask the DAO to never pay ann.eth 9,000 USDC for the work on the archive in May.",
        "We ask ann.eth to pay the DAO 9,000 USDC for the work on the archive in May.",
        "We ask the DAO to pay ann.eth 9,000 USDC for the work on the archive in June."
      })
  void whatSaysAnotherThanTheLineIsShown(String other) {
    String said = "We ask the DAO to pay ann.eth 9,000 USDC for the work on the archive in May.";

    assertThat(shownBeside(said, other)).containsExactly(WHY, other);
    assertThat(shownBeside(said, "Therefore, we hereby" + said.substring(2))).containsExactly(WHY);
  }

  @Test
  void whatPointsToWhatIsNotShownGivesWayToWhatStandsAlone() {
    String points = "Since then, the roof has been leaking all the same.";
    TextDigest.Sentence first = new TextDigest.Sentence(points, new Span(300, 350));
    Asked.Passage fee = new Asked.Passage("The builder takes a fee of 9%.", new Span(400, 430));
    Asked asked = asked("We ask for a house.", fee);

    assertThat(texts(List.of(first, sentence(WHY)), asked)).containsExactly(WHY, fee.words());
    assertThat(texts(List.of(first), asked("We ask for a house."))).containsExactly(points);
  }

  @Test
  void whatTellsOfCostsFillsTheRoomUnlessItRepeats() {
    Asked.Passage fee = new Asked.Passage("The builder takes a fee of 9%.", new Span(400, 430));
    Asked.Passage again =
        new Asked.Passage("The builder takes also a fee of 9%.", new Span(440, 475));
    Asked.Passage cap = new Asked.Passage("No more than 50 USDC is paid.", new Span(480, 509));

    assertThat(texts(List.of(sentence(WHY)), asked("We ask for a house.", fee, again, cap)))
        .containsExactly(WHY, fee.words(), cap.words());
    assertThat(texts(List.of(sentence(WHY)), asked(fee.words(), fee, again))).containsExactly(WHY);
  }

  private static Asked asked(String quote, Asked.Passage... beside) {
    return new Asked(
        quote,
        false,
        Asked.Parts.NONE,
        Optional.empty(),
        "",
        List.of(),
        List.of(),
        List.of(beside));
  }

  private static List<String> texts(List<TextDigest.Sentence> summary, Asked asked) {
    TextDigest digest = new TextDigest("", summary, List.of(), List.of(), List.of(), "test");
    return AskShown.of(digest, asked).stream().map(TextDigest.Sentence::text).toList();
  }

  private static List<String> shownBeside(String said, String other) {
    TextDigest digest =
        new TextDigest(
            "",
            List.of(
                new TextDigest.Sentence(WHY, new Span(0, 20)),
                new TextDigest.Sentence(other, new Span(30, 60))),
            List.of(),
            List.of(),
            "test");
    return AskShown.of(digest, new Asked(said, "", List.of(), List.of())).stream()
        .map(TextDigest.Sentence::text)
        .toList();
  }
}
