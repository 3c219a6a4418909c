package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;

/** What fits a payment is no agreement where the text does not ask for it. */
class DoubtCheckTest {

  private static Calls paid(String text) {
    return Calls.under(text.replace("ANN", Calls.ALICE.hex()).replace("BEN", Calls.BOB.hex()))
        .pay(Calls.USDC, "9000", Calls.ALICE)
        .decoded(Calls.USDC_AT, "transfer(address,uint256)", List.of(), Calls.ALICE.hex());
  }

  private static Verdict verdict(Calls calls) {
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Pay 9,000 USDC to ANN.|AGREES|",
        "In 2021 the club gave 9,000 USDC to ANN.|NOT_COMPARED|AMBER AMOUNT_NOT_ASKED",
        "In 2021 the club gave 9,000 USDC to ANN. We ask to pay 9,000 USDC to ANN again.|AGREES|",
        "Pay 9,000 USDC to ANN. The forum said no.|NOT_COMPARED|AMBER REQUEST_TAKEN_BACK",
        "[WITHDRAWN] Pay 9,000 USDC to ANN.|NOT_COMPARED|AMBER REQUEST_TAKEN_BACK",
        "Pay 9,000 USDC in total to ANN and BEN.|NOT_COMPARED|AMBER AMOUNT_NOT_ASKED",
        "Pay 9,000 USDC to ANN and 700 DAI to BEN.|AGREES|",
        "Pay 9,000 USDC to ANN. The fee is 0,5 %.|NOT_COMPARED|AMBER COMMA_MAY_BE_A_POINT",
        "Pay 9,000 USDC to ANN. The fee is 0.5 %.|AGREES|",
      })
  void anAgreementNeedsAWordOfAsking(String text, String agreement, String finding) {
    Calls calls = paid(text);
    Verdict verdict = verdict(calls);

    assertThat(Agreement.of(verdict, calls.text(), calls.report().actions()).kind())
        .hasToString(agreement);
    assertThat(said(verdict)).containsAll(finding == null ? List.of() : List.of(finding));
  }

  @Test
  void whatEndsWithoutAPaymentIsTakenBackAsWell() {
    Calls calls =
        Calls.under("[CANCELLED] Set the voting delay to 7200 blocks.").set("votingDelay", "7200");

    assertThat(said(verdict(calls))).contains("AMBER REQUEST_TAKEN_BACK");
  }

  @Test
  void severalMayShareWhatIsForThemTogether() {
    Calls calls =
        Calls.under(
                "Pay 9,000 USDC in total to " + Calls.ALICE.hex() + " and " + Calls.BOB.hex() + ".")
            .pay(Calls.USDC, "4500", Calls.ALICE)
            .pay(Calls.USDC, "4500", Calls.BOB);

    assertThat(said(verdict(calls)))
        .doesNotContain("AMBER AMOUNT_NOT_ASKED", "RED UNMENTIONED_TRANSFER");
  }

  @Test
  void aPartInAnotherLanguageIsRedWhereOnlyItHasTheAccount() {
    String german = "\n\nWir haben beschlossen, dass ANN nicht 9,000 USDC bekommt, wenn es regnet.";

    assertThat(said(verdict(paid("Pay 90 USDC to BEN." + german))))
        .contains("RED LANGUAGE_NOT_READ");
    assertThat(said(verdict(paid("Pay 9,000 USDC to ANN." + german))))
        .contains("AMBER LANGUAGE_NOT_READ");
  }

  private static List<String> said(Verdict verdict) {
    return verdict.findings().stream()
        .map((Finding finding) -> finding.severity() + " " + finding.code())
        .toList();
  }
}
