package org.prytany.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.reading.Reading;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

class AskStepsTest {

  private static final String ASK = "This proposal recommends paying keepers 80% of the fees.";

  private static String quote(String text, String... asks) {
    List<TextDigest.Sentence> sentences =
        Stream.of(asks)
            .map(
                ask ->
                    new TextDigest.Sentence(
                        ask, new Span(text.indexOf(ask), text.indexOf(ask) + ask.length())))
            .toList();
    TextDigest digest = new TextDigest("", List.of(), sentences, List.of(), List.of(), "test");
    return AskReader.of(Reading.of(text), digest, text).quote();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Core contributors will develop a page that will show the fees.",
        "The committee will be appointed within 7 days.",
        "The exact timing depends on what the council will vote on.",
        "The goal of this proposal is to provide transparency to all keepers.",
        "This proposal will focus on what keepers have to do.",
        "This proposal will be split into two sections: the first introduces keepers."
      })
  void whatTheTextItselfProposesIsQuotedInsteadOfAStepOrAnAnnouncement(String step) {
    assertThat(quote(step + "\n\n" + ASK, step)).isEqualTo(ASK);
    assertThat(quote(step + "\n\n" + ASK, step, ASK)).isEqualTo(ASK);
  }

  @Test
  void aStepIsQuotedWhereNothingElseAsks() {
    String step = "The committee will be appointed within 7 days.";

    assertThat(quote(step + "\n\nThe house is old.", step)).isEqualTo(step);
  }

  @Test
  void whatStandsUnderNextStepsIsOne() {
    String step = "The council will sign the contract with the keepers.";
    String text = ASK + "\n\n## Next steps\n\n" + step;

    assertThat(quote(text, step)).isEqualTo(ASK);
    assertThat(quote(text.replace("Next steps", "Contract"), step)).isEqualTo(step);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This proposal also recommends a new page.",
        "The goal of this proposal is to support the growth of the house.",
        "> This proposal recommends paying keepers nothing."
      })
  void whatAddsToAnAskIsNotTakenForIt(String other) {
    String step = "The committee will be appointed within 7 days.";

    assertThat(quote(step + "\n\n" + other, step)).isEqualTo(step);
  }

  @Test
  void whereTheDigesterFoundNothingWhatIsBeingProposedIsQuoted() {
    String ask = "For these reasons, a new standard is being proposed that all houses can use.";

    assertThat(quote("The house is old. " + ask))
        .isEqualTo("A new standard is being proposed that all houses can use.");
  }
}
