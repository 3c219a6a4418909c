package org.prytany.reading.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.testkit.Growth;

/** Where sentences end. A "‖" stands where a cut is expected. */
class PlainEndsTest {

  private static List<String> cut(String text) {
    List<SentenceSplitter.Range> ranges = new ArrayList<>();
    new PlainEnds().cut(text, 0, text.length(), ranges);
    return ranges.stream().map(range -> text.substring(range.start(), range.end())).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We ask for 5 ETH.‖ The work takes long.",
        "Pay 1.5 ETH to the club.‖ It is due.",
        "Is it due?‖ It is!‖ Good.",
        "We pay 5 USDC.‖ then we stop.",
        "He said “pay 5 USDC.”‖ We did.",
        "It is paid (in ETH.)‖ It is late.",
        "Pay 10 USDC, e.g. for food.‖ It is due.",
        "Pay 10 USDC (i.e. all of it).‖ It is due.",
        "The U.S. team asks for 5 ETH.‖ It is due.",
        "Dr. Smith and Mr. A. Jones get 5 ETH.‖ It is due.",
        "Acme Inc. gets 5 ETH, Beta Ltd. gets 6 ETH.‖ It is due.",
        "See no. 5 and fig. 3 of vol. 2.‖ It is due.",
        "It costs approx. 5 ETH vs. 6 ETH before.‖ It is due.",
        "Tokens, fees, etc. are listed.‖ It is due.",
        "We wait…‖ It is due.",
        "Wait... and see.‖ It is due.",
        "1. Pay 5 ETH.‖ 2. Pay 6 ETH.",
        "Version 1.2.0 is live.‖ It is due.",
        "See https://example.org/a.b?c=d?‖ It is due.",
        "款项分四次支付。‖下次再付！‖好吗？",
        "Ends at 5 p.m. on Monday.‖ It is due.",
        "It ends Jan. 5, 2027.‖ It is due.",
        "One only"
      })
  void aSentenceEndsWhereAReaderEndsIt(String marked) {
    String text = marked.replace("‖", "");

    assertThat(cut(text)).containsExactly(marked.split("‖\\s?", -1));
  }

  @Test
  void whatIsCutIsAllThatIsThere() {
    String text = "  A b. C d!  E (f.) \"G?\" h. ";

    assertThat(String.join("", cut(text)).replaceAll("\\s", ""))
        .isEqualTo(text.replaceAll("\\s", ""));
  }

  @Test
  void theWorkGrowsWithTheText() {
    for (String part : List.of("a. ", "A.b.c.d. ", ".", "(.) ", "e.g. ", "a.\"\"\"\"\" ")) {
      String once = part.repeat(4_000);
      String fourTimes = once.repeat(4);
      Growth.assertLinear(part, () -> cut(once), () -> cut(fourTimes));
    }
  }
}
