package org.prytany.reading.modality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.testkit.Growth;

/** What is said of a statement: sentences.txt was written before the rules. */
class ModalityTest {

  record Case(Modality expected, Matter matter, String text, int start, int end) {

    static Case of(String line) {
      String head = line.substring(0, line.indexOf('|')).strip();
      String marked = line.substring(line.indexOf('|') + 1).strip();
      int start = marked.indexOf('⟦');
      int end = marked.indexOf('⟧') - 1;
      return new Case(
          Modality.valueOf(head.split(" ", -1)[0].toUpperCase(Locale.ROOT).replace('-', '_')),
          head.endsWith("power") ? Matter.POWER : Matter.PAYMENT,
          marked.replace("⟦", "").replace("⟧", ""),
          start,
          end);
    }

    Modality said() {
      return Modality.of(matter, text, 0, start, end);
    }

    @Override
    public String toString() {
      return expected + " " + text;
    }
  }

  static List<Case> cases(String file) throws IOException {
    try (InputStream in = ModalityTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Case::of)
          .toList();
    }
  }

  static Stream<Case> sentences() throws IOException {
    return cases("sentences.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void whatASentenceSaysOfAStatement(Case each) {
    assertThat(each.said()).isEqualTo(each.expected());
  }

  /**
   * Sentences that were written after the rules. Of the first lot 22 of 40 were right before the
   * rules were widened for it; no rule was ever changed for the second.
   */
  @ParameterizedTest
  @CsvSource({"further.txt, 35", "third.txt, 12"})
  void ofOtherSentencesSoManyAreRight(String file, int right) throws IOException {
    assertThat(cases(file).stream().filter(each -> each.said() == each.expected()))
        .hasSizeGreaterThanOrEqualTo(right);
  }

  @Test
  void theWorkGrowsWithTheText() {
    for (String part : List.of("not ", "if a later vote ", "last year, ", "in the future ")) {
      String once = part.repeat(300);
      String fourTimes = once.repeat(4);
      Growth.assertLinear(part, () -> everywhere(once), () -> everywhere(fourTimes));
    }
  }

  private static void everywhere(String text) {
    for (int at = 0; at + 8 < text.length(); at += 8) {
      Modality.of(Matter.PAYMENT, text, 0, at, at + 4);
      Modality.of(Matter.POWER, text, 0, at, at + 4);
    }
  }
}
