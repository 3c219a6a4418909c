package org.prytany.reading.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkRunsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pay 25,000 USDC to the team.",
        "e\u0302\u0301n ngo\u0323\u0302c",
        "\u0e01\u0e34\u0e49\u0e19\u0e35\u0e48",
        "\u0915\u094d\u0937\u093f\u0902",
        "\u05d1\u05bc\u05b0\u05e8\u05b5\u05d0\u05e9\u05c1\u05b4\u0596\u05d9\u05ea",
        "\u2705\ufe0f \ud83d\udc69\ud83c\udffd\u200d\ud83d\ude80"
      })
  void whatScriptsWriteStaysAsItIs(String text) {
    assertThat(MarkRuns.bounded(text.repeat(50))).isEqualTo(text.repeat(50));
  }

  @Test
  void marksBeyondTheThirtiethTakeUpTheirPlacesAndNothingElse() {
    String text = "Pay a" + "\u0301\u0316".repeat(40) + " 25,000 USDC";
    String bounded = MarkRuns.bounded(text);

    assertThat(bounded)
        .isEqualTo("Pay a" + "\u0301\u0316".repeat(15) + "\u2060".repeat(50) + " 25,000 USDC")
        .hasSameSizeAs(text);
    assertThat(MarkRuns.bounded(bounded)).isEqualTo(bounded);
  }

  @Test
  void whatReadersLeaveOutPartsNoRuns() {
    for (String between : new String[] {"*", "\u200d", "`", "\\", "\u00ad"}) {
      String bounded = MarkRuns.bounded(("\u0301" + between).repeat(100));
      assertThat(bounded.chars().filter(mark -> mark == 0x301)).hasSize(30);
    }
  }

  @Test
  void aMarkOfTwoUnitsLeavesTwo() {
    String mark = "\ud834\udd65";
    assertThat(MarkRuns.bounded(mark.repeat(32))).isEqualTo(mark.repeat(30) + "\u2060".repeat(4));
  }
}
