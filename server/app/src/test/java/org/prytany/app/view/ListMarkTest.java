package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** An item of a list is shown as one. */
class ListMarkTest {

  private static final String SENTENCE = "Pay 5 ETH.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          "- Pay 5 ETH."           | – Pay 5 ETH.
          "  * **Pay 5 ETH.**"     | – Pay 5 ETH.
          "3. Pay 5 ETH."          | 3. Pay 5 ETH.
          "(b) Pay 5 ETH."         | (b) Pay 5 ETH.
          "- [x] Pay 5 ETH."       | – Pay 5 ETH.
          "- We ask. Pay 5 ETH."   | Pay 5 ETH.
          "Pay 5 ETH."             | Pay 5 ETH.
          "-5 Pay 5 ETH."          | Pay 5 ETH.
          """)
  void anItemKeepsItsMark(String line, String shown) {
    String text = "Title\n" + line + "\nMore.";
    int at = text.indexOf(SENTENCE);
    TextDigest.Sentence sentence =
        new TextDigest.Sentence(SENTENCE, new Span(at, at + SENTENCE.length()));
    assertThat(ListMark.shown(sentence, text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0", "2", "6"})
  void aRepairedSentenceHasItsLeadInInstead(int at) {
    String text = "- It will pay 5 ETH.";
    TextDigest.Sentence repaired =
        TextDigest.Sentence.of(
            List.of(new TextDigest.Piece("will pay 5 ETH.", new Span(5, 20), false)),
            new Span(at, 20));
    assertThat(ListMark.of(repaired, text)).isEmpty();
  }
}
