package org.prytany.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.spi.Claim;

/** What whole texts ask for, by the table asked.txt, which was written before the rules. */
class AskedTest {

  private static final String ANN = "0x1a11111111111111111111111111111111111111";
  private static final String BEN = "0x2b22222222222222222222222222222222222222";
  private static final String CLEO = "0x3c33333333333333333333333333333333333333";

  static Stream<String> table() throws IOException {
    try (InputStream in = AskedTest.class.getResourceAsStream("asked.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void aTextAsksForWhatItSays(String line) {
    int bar = line.indexOf('|');
    String expected = line.substring(0, bar).strip();
    String text = line.substring(bar + 1).strip().replace(" // ", "\n\n").replace(" / ", "\n");
    boolean payees = expected.contains(" to ");
    List<String> asks =
        expected.equals("none") ? List.of() : Arrays.asList(expected.split(", ", -1));
    assertThat(asked(text, payees)).containsExactlyInAnyOrderElementsOf(asks);
  }

  private static List<String> asked(String text, boolean payees) {
    String named = text.replace("ANN", ANN).replace("BEN", BEN).replace("CLEO", CLEO);
    return Reading.of(named).statements().stream()
        .filter(Claim.Payment.class::isInstance)
        .map(Claim.Payment.class::cast)
        .map(claim -> claim.amount().toPlainString() + (payees ? to(claim) : ""))
        .distinct()
        .toList();
  }

  private static String to(Claim.Payment claim) {
    return claim
        .recipient()
        .map(to -> " to " + to.hex())
        .orElse("")
        .replace(ANN, "ANN")
        .replace(BEN, "BEN")
        .replace(CLEO, "CLEO");
  }
}
