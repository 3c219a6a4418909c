package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the end of a description says to the governor, and what no text should contain. */
class ProposerCheckTest {

  /** The proposer of the test's proposals. */
  private static final String SUFFIX = "\n#proposer=" + BOB;

  @Test
  void theSuffixIsToldAndNamesNoPayee() {
    assertThat(found(under("We pay 70 USDC for paint." + SUFFIX).pay(USDC, "70", ALICE)))
        .containsExactlyInAnyOrder("NOTE PROPOSER_PROTECTED", "NOTE RECIPIENT_NOT_NAMED");
    assertThat(found(under("We pay 70 USDC for paint." + SUFFIX).pay(USDC, "70", BOB)))
        .containsExactlyInAnyOrder("NOTE PROPOSER_PROTECTED", "NOTE RECIPIENT_NOT_NAMED");
  }

  @Test
  void anotherProposerThanTheSuffixSaysIsPointedOut() {
    assertThat(
            found(
                under("We pay 70 USDC to " + ALICE + "\n#proposer=" + CAROL)
                    .pay(USDC, "70", ALICE)))
        .containsExactly("AMBER PROPOSER_CONTRADICTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7\u00000", "7\u00070", "7\u009f0", "7\ufffd0", "7\ufe0f0", "7&#x200b;0"})
  void whatBreaksANumberIsRedWhileValueMoves(String number) {
    assertThat(found(under("We pay " + number + " USDC to " + ALICE).pay(USDC, "70", ALICE)))
        .contains("RED HIDDEN_CHARACTERS");
  }

  @Test
  void aControlCharacterElsewhereIsAmber() {
    assertThat(found(under("We pay\u0000 70 USDC to " + ALICE).pay(USDC, "70", ALICE)))
        .containsExactly("AMBER HIDDEN_CHARACTERS");
  }

  private static List<String> found(Calls calls) {
    return calls.compared().findings().stream()
        .map(finding -> finding.severity() + " " + finding.code())
        .toList();
  }
}
