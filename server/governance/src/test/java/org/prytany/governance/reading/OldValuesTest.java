package org.prytany.governance.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.reading.cue.Cues;

/** Words of other languages for "old" and "new" are no English ones. */
class OldValuesTest {

  private static final Set<String> SAY_OLD =
      Set.of("from", "was", "were", "today", "not", "never", "current");

  private static List<String> english() {
    return List.of(
        Cues.text(OldValuesTest.class.getResourceAsStream("english-words.txt"), "the test")
            .strip()
            .split("\\s+", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "old-words-foreign",
        "in-place-of-foreign",
        "old-adjective-foreign",
        "joins-foreign",
        "new-foreign",
        "old-column-foreign",
        "now-column-foreign",
        "new-column-foreign"
      })
  void noForeignWordIsAnEnglishOne(String cue) {
    Pattern foreign = Cues.pattern(OldValues.class, cue);

    assertThat(english())
        .hasSizeGreaterThan(700)
        .noneMatch(word -> foreign.matcher(word).matches());
  }

  static Stream<String> words() {
    return english().stream().filter(word -> !SAY_OLD.contains(word));
  }

  @ParameterizedTest
  @MethodSource("words")
  void aValueBesideAnEnglishWordIsNotOld(String word) {
    String before = "The delay " + word + " ";

    assertThat(
            new OldValues(new TextLines(before + "4 days"))
                .isOld(0, before.length(), before.length() + 6))
        .isFalse();
    assertThat(new OldValues(new TextLines("4 days " + word + " 7-day review")).isOld(0, 0, 6))
        .isEqualTo(word.equals("to"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bisher",
        "derzeit",
        "actuellement",
        "actualmente",
        "stary",
        "старый",
        "huidige",
        "atual"
      })
  void aWordOfAnotherLanguageStillTells(String word) {
    String before = "Delay " + word + " ";

    assertThat(
            new OldValues(new TextLines(before + "4 days"))
                .isOld(0, before.length(), before.length() + 6))
        .isTrue();
  }
}
