package org.prytany.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskClauseTest {

  /** "The council proposes that …" says nothing. */
  @Test
  void noPartEndsWithAWordThatLeadsOn() {
    String end = " in order to be listed a house must have a roof, a door and a keeper";
    assertThat(AskClause.part("The council proposes that" + end + end + ".", 15, 80)).isEmpty();
    assertThat(AskClause.part("The council lists the house" + end + end + ".", 15, 80))
        .isEqualTo("The council lists the house …");
  }

  private static final int LEAST = 15;
  private static final int MOST = 70;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We propose to open the archive. | We propose to open the archive",
        "We propose to raise the quorum of all the votes of the council from 3% to 4%, which is what other councils have."
            + " | raise the quorum of all the votes of the council from 3% to 4% …",
        "This proposal therefore seeks to move the archive of the council to a new house in the town."
            + " | move the archive of the council to a new house in the town",
        "The archive's team is requesting 40,000 USDX for a new roof over all that the archive has."
            + " | 40,000 USDX for a new roof over all that the archive has"
      })
  void aSentenceIsShortenedToWhatItAsksFor(String sentence, String words) {
    assertThat(AskClause.of(sentence, LEAST, MOST)).isEqualTo(words);
    assertThat(sentence).contains(words.replace(AskClause.CUT, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We do not propose to move the archive of the council to a new house in the upper town.",
        "Nobody proposes to move the archive of the council to a new house in the upper town.",
        "No team proposes to move the archive of the council to a new house in the upper town.",
        "If it rains, we propose to move the archive of the council to a new house in the town.",
        "We propose to move the archive of the council, which will be done only if the town agrees to it.",
        "The archive of the council moves to a new house in the upper town and to one in the lower."
      })
  void nothingIsLeftOutThatDeniesOrHangsItOnSomething(String sentence) {
    assertThat(AskClause.of(sentence, LEAST, MOST)).isEmpty();
  }
}
