package org.prytany.governance.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.testkit.LongInputs;

class PassageTest {

  private static List<String> found(Passage passage) {
    return passage.found().stream().map(span -> span.of(passage.text())).toList();
  }

  @Test
  void thePlaceThatHasMostOfItIsShown() {
    String text =
        "The workshop is known. "
            + "Nothing is said here. ".repeat(30)
            + "We pay the workshop 25,000 dUSD for a season. "
            + "And so on. ".repeat(30);

    Passage passage = Passage.of(text, SearchQuery.of("workshop 25000")).orElseThrow();

    assertThat(found(passage)).containsExactly("workshop", "25,000");
    assertThat(passage.text()).startsWith("…").endsWith("…").contains("We pay the workshop");
    assertThat(passage.parts()).isEqualTo(2);
    assertThat(passage.text().length()).isLessThan(240);
  }

  @Test
  void aShortTextIsShownWhole() {
    Passage passage = Passage.of("Zahle an Zoë", SearchQuery.of("ZOE")).orElseThrow();

    assertThat(passage.text()).isEqualTo("Zahle an Zoë");
    assertThat(found(passage)).containsExactly("Zoë");
  }

  @Test
  void noWordIsCutWhereItBegins() {
    String text = "alpha ".repeat(50) + "target " + "omega ".repeat(50);

    Passage passage = Passage.of(text, SearchQuery.of("target")).orElseThrow();

    assertThat(passage.text().replace("…", "").strip().split(" "))
        .allSatisfy(word -> assertThat(word).isIn("alpha", "target", "omega"));
  }

  @Test
  void whatIsNotThereIsNotShown() {
    assertThat(Passage.of("some words", SearchQuery.of("other"))).isEmpty();
  }

  @Test
  void oneWordThatIsLongerThanThePassageStaysWithinIt() {
    String word = "x".repeat(70);

    assertThat(Passage.of("y".repeat(1_000) + " " + word, SearchQuery.of(word)))
        .hasValueSatisfying(passage -> assertThat(found(passage)).containsExactly(word));
  }

  @Test
  void aWordThatIsEverywhereHidesNoOther() {
    Passage passage =
        Passage.of("the ".repeat(300) + "the quorum", SearchQuery.of("the quorum")).orElseThrow();

    assertThat(passage.parts()).isEqualTo(2);
    assertThat(found(passage)).contains("the", "quorum");
  }

  @Test
  void ofAWordWithVeryManyMarksAPieceIsShown() {
    String text = "pay a" + "\u0301\u0316".repeat(20_000) + "b at once";

    assertThat(Passage.of(text, SearchQuery.of("ab"))).isPresent();
    assertThat(Passage.of(text, SearchQuery.of("pay")).orElseThrow().text().length())
        .isLessThan(500);
    String known = "pay ab" + "\u0301\u0316".repeat(20_000);
    assertThat(Passage.of(known, SearchQuery.of("ab")).orElseThrow().text().length())
        .isLessThan(500);
  }

  /** Whoever searches is answered by one reading of each text, whatever the text is. */
  @Test
  void aPassageIsFoundInTimeThatGrowsWithTheText() {
    SearchQuery query = SearchQuery.of("fund quorum");
    LongInputs.assertLinear(
        "passages",
        List.of("\u0301\u0316", "f\u0316\u0301", "fund ", "fund 1,", "funda\u0301", "é", "財"),
        IllegalStateException.class,
        text -> Passage.of(text, query));
  }
}
