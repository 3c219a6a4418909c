package org.prytany.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.reading.Reading;

class AskTitleTest {

  private static String asked(String title) {
    return AskTitle.of(title, Reading.units("# " + title + "\n\nThe market grows.\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Add LINK to the lending market | Add LINK to the lending market",
        "[ARFC] Raise the quorum to 5% | Raise the quorum to 5%",
        "[EP 7.1] [Social] Fund the archive | Fund the archive",
        "XIP-93: Reducing the quorum | Reducing the quorum",
        "Temp check: Temporarily pause deposits | Temporarily pause deposits",
        "Addition of tokens to the basket | Addition of tokens to the basket",
        "LINK onboarding on the lending market | LINK onboarding on the lending market",
        "Borrow Rate Update | Borrow Rate Update",
        "Supply Cap Increase for LINK | Supply Cap Increase for LINK",
        "Follow-on Funding for the garden | Follow-on Funding for the garden",
        "Gardener Offboarding (GAR-001) | Gardener Offboarding (GAR-001)",
        "Risk Parameter Updates - Main Market | Risk Parameter Updates - Main Market",
        "Improve the archive's hours | Improve the archive's hours",
        "[Social] Funding Request: the archive | Funding Request: the archive"
      })
  void anOrderOrAnActUponSomethingAsks(String title, String words) {
    assertThat(asked(title)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Market V3",
        "The council's charter",
        "Update on the archive",
        "Grant Program",
        "Weekly Update",
        "Onboarding",
        "Market Upgrade Notes",
        "The onboarding guide",
        "Release notes",
        "Transfer Hook Interface",
        "Raise the quorum?",
        "Raise",
        "Staking is open",
        "XIP-93: The quorum"
      })
  void whatOnlyNamesAThingDoesNot(String title) {
    assertThat(asked(title)).isEmpty();
  }

  /** A digester may say what it likes, and what is quoted is the text's. */
  @Test
  void whatIsNoHeadingOfTheTextIsNotQuoted() {
    assertThat(
            AskTitle.of(
                "Pay all to Ann", Reading.units("# Pay nobody\n\nPay all to Ann, they said.\n")))
        .isEmpty();
  }
}
