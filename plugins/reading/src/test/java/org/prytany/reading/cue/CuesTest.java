package org.prytany.reading.cue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CuesTest {

  @Test
  void alternativesStandOneALineAndReferToOthers() {
    assertThat(Cues.pattern(CuesTest.class, "payment").pattern())
        .isEqualTo("(?:pay|grant) (?<to>an account)|\\p{Lu}x{2,3}\\x{e0100}");
    assertThat(Cues.pattern(CuesTest.class, "payment").matcher("PAY AN ACCOUNT").find()).isTrue();
    assertThat(Cues.pattern(CuesTest.class, "verbs").matcher("Pay").find()).isFalse();
    assertThat(Cues.text(CuesTest.class, "verbs")).isEqualTo("pay|grant");
  }

  @Test
  void partsAreGivenInCode() {
    assertThat(Cues.patterns(CuesTest.class, "priced", Map.of("token", "ENS")))
        .extracting(Object::toString)
        .containsExactly("ENS at (?:pay|grant)", "per ENS");
  }

  @Test
  void wordsAndTablesAreLists() {
    assertThat(Cues.words(CuesTest.class, "symbols")).containsExactly("USDC", "DAI", "ETH");
    assertThat(Cues.table(CuesTest.class, "settings").get("votingdelay"))
        .containsExactlyInAnyOrder("voting delay", "review period");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Cues.pattern(CuesTest.class, "nothing"))
        .hasMessage("cues.rules has no CuesTest nothing");
    assertThatThrownBy(() -> new Cues(List.of("[A]", "one", "  x", "one i", "  y")))
        .hasMessageContaining("one i");
    assertThatThrownBy(() -> new Cues(List.of("[A]", "One two", "  x")))
        .hasMessageContaining("One two");
  }
}
