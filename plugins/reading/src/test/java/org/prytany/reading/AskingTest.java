package org.prytany.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.reading.claims.Doubt;
import org.prytany.spi.Claim;

/** Whether amounts are asked for, by the table asking.txt, which was written before the rules. */
class AskingTest {

  private static final String ANN = "0x1a11111111111111111111111111111111111111";
  private static final String BEN = "0x2b22222222222222222222222222222222222222";
  private static final String CLEO = "0x3c33333333333333333333333333333333333333";

  static Stream<String> table() throws IOException {
    try (InputStream in = AskingTest.class.getResourceAsStream("asking.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void anAmountIsAskedForOrOnlyNamed(String line) {
    int bar = line.indexOf('|');
    String expected = line.substring(0, bar).strip();
    String text = line.substring(bar + 1).strip().replace(" // ", "\n\n").replace(" / ", "\n");
    Reading reading =
        Reading.of(text.replace("ANN", ANN).replace("BEN", BEN).replace("CLEO", CLEO));

    switch (expected) {
      case "asked" -> {
        assertThat(asked(reading)).isNotEmpty();
        assertThat(reading.doubts()).isEmpty();
      }
      case "named" -> assertThat(reading.foreign() || asked(reading).isEmpty()).isTrue();
      case "taken-back" ->
          assertThat(reading.doubts()).extracting(Doubt::kind).contains(Doubt.Kind.TAKEN_BACK);
      default ->
          assertThat(
                  reading.foreign()
                      || reading.doubts().stream()
                          .anyMatch(doubt -> doubt.kind() == Doubt.Kind.UNREAD))
              .isTrue();
    }
  }

  private static List<Claim> asked(Reading reading) {
    return reading.statements().stream()
        .filter(Claim.Payment.class::isInstance)
        .filter(
            claim ->
                reading.doubts().stream()
                    .noneMatch(
                        doubt ->
                            doubt.kind() == Doubt.Kind.NAMED && doubt.span().equals(claim.span())))
        .toList();
  }
}
