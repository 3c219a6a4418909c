package org.prytany.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.Reading;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

class AskBesideTest {

  private static final String ASK = "We propose to lend the archive 40,000 USDC.";

  private static List<String> beside(String text) {
    Span place = new Span(text.indexOf(ASK), text.indexOf(ASK) + ASK.length());
    List<TextDigest.Sentence> ask = List.of(new TextDigest.Sentence(ASK, place));
    TextDigest digest = new TextDigest("", ask, ask, List.of(), List.of(), "test");
    return AskReader.of(Reading.of(text), digest, text).beside().stream()
        .map(Asked.Passage::words)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The keeper takes a yearly fee of 1% on what is lent.",
        "At most 10,000 USDC can be drawn in a month.",
        "The loan will not be renewed without the word of the council.",
        "A fall of the token would expose the treasury to a loss.",
        "The roof must be mended within 90 days because the rain gets in."
      })
  void whatAnAskCostsRisksOrIsForIsFound(String sentence) {
    assertThat(beside(ASK + "\n\nThe house is old. " + sentence)).containsExactly(sentence);
  }

  @Test
  void theOneWithAFigureThatNobodyWasToldComesFirst() {
    String known = "The fee is paid out of the 40,000 USDC every year.";
    String told = "The fee is 300 USDC every year.";

    assertThat(beside(ASK + "\n\n" + known + " " + told)).containsExactly(told, known);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "However, a yearly fee of 1% is taken by the keeper.",
        "It takes a yearly fee of 1% on what is lent.",
        "The keeper lends them out for a yearly fee of 1%.",
        "The fees of 1% are shown in the table above.",
        "A yearly fee of 1% on what is lent.",
        "Anyone who takes the yearly fee of 1% for the loan.",
        "A yearly fee by which the loan must be limited to 90%.",
        "In EP 6.4, a yearly fee of 1% is taken of every loan.",
        "The vote needs a quorum of 1% and costs 3 USDC.",
        "For example, a yearly fee of 1% is taken of every loan.",
        "A world-class keeper is paid a yearly fee of 1%.",
        "The house was built by the town and is known to all.",
        "Is a yearly fee of 1% taken by the keeper?"
      })
  void whatLeansOnItsTextOrTellsNothingOfTheAskIsNot(String sentence) {
    assertThat(beside(ASK + "\n\n" + sentence)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Alternatives considered", "Voting", "Previous loans", "References"})
  void norWhatStandsUnderAnotherMatter(String heading) {
    String fee = "The keeper takes a yearly fee of 1% on what is lent.";

    assertThat(beside(ASK + "\n\n## " + heading + "\n\n" + fee)).isEmpty();
    assertThat(beside(ASK + "\n\n## Terms\n\n" + fee)).containsExactly(fee);
  }

  @Test
  void norWhatIsShownAnywayOrStruckOutOrSomebodyElses() {
    String fee = "The keeper takes a yearly fee of 1% on what is lent.";

    assertThat(beside(ASK)).isEmpty();
    assertThat(beside(ASK + "\n\n~~" + fee + "~~")).isEmpty();
    assertThat(beside(ASK + "\n\n> " + fee)).isEmpty();
  }

  @Test
  void eachStandsWhereItsPlaceSays() {
    String fee = "The keeper takes a yearly fee of 1% on what is lent.";
    String text = ASK + "\n\n" + fee;
    TextDigest digest = new TextDigest("", List.of(), List.of(), List.of(), List.of(), "test");

    assertThat(AskReader.of(Reading.of(text), digest, text).beside())
        .anySatisfy(each -> assertThat(each.span().of(text)).isEqualTo(fee));
  }
}
