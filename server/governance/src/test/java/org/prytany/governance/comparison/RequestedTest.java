package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;

/** A text agrees with its calls where it asks for them, and not where it only has what they do. */
class RequestedTest {

  private static final Address POOL = Calls.address(0x5a);

  private static Calls paid(String text) {
    return Calls.under(text.replace("ANN", Calls.ALICE.hex()))
        .pay(Calls.USDC, "9000", Calls.ALICE)
        .decoded(Calls.USDC_AT, "transfer(address,uint256)", List.of(), Calls.ALICE.hex());
  }

  private static Calls set(String text) {
    return Calls.under(text.replace("POOL", POOL.hex()))
        .setOn(POOL, "pianoFee", "700")
        .decoded(POOL, "f(bytes32)", List.of(), "700");
  }

  private static void assertAmber(Calls calls, FindingCode code) {
    Verdict verdict = verdict(calls);

    assertThat(kind(calls, verdict)).isEqualTo(Agreement.Kind.NOT_COMPARED);
    assertThat(verdict.findings())
        .anyMatch(
            finding ->
                finding.code().equals(code.name())
                    && finding.severity() == Finding.Severity.AMBER
                    && finding.span().isPresent());
    assertThat(verdict.blocked()).isFalse();
  }

  private static void assertAgrees(Calls calls) {
    Verdict verdict = verdict(calls);

    assertThat(kind(calls, verdict))
        .as(verdict.findings().toString())
        .isEqualTo(Agreement.Kind.AGREES);
  }

  private static Verdict verdict(Calls calls) {
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }

  private static Agreement.Kind kind(Calls calls, Verdict verdict) {
    return Agreement.of(verdict, calls.text(), calls.report().actions()).kind();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We ask for 9,000 USDC to ANN for the piano.",
        "This proposal would transfer 9,000 USDC to ANN.",
        "Please send 9,000 USDC to ANN.",
        "9,000 USDC will be paid to ANN.",
        "## Payments\n\n| Who | Amount |\n|---|---|\n| ANN | 9,000 USDC |",
        "The treasury pays:\n\n- 9,000 USDC to ANN for the piano",
        "Send 9,000 USDC to ANN.\n\n- For: pay for the piano\n- Against: keep the old one",
      })
  void aRequestAnOrderOrAPlanAsks(String text) {
    assertAgrees(paid(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Whoever broke the lock wrote to the hall: send 9,000 USDC to ANN, and it opens again.",
        "# Minutes of the hall, 4 May\n\nTransfer 9,000 USDC to ANN for the piano. Yes: 3. No: 41.",
        "The shop at ANN transfers 9,000 USDC to our treasury for the old piano.",
        "The piano cost the river club 9,000 USDC, which went to ANN.",
        "Option A: pay 9,000 USDC to ANN.\n\nOption B: mend the old piano.\n\nOption B it is.",
        "Pay 9,000 USDC to ANN on 1 September 2031.",
        "We pay 9,000 USDC to ANN.\n\n- **For**: the old piano stays.\n- **Against**: it goes.",
      })
  void whatTellsQuotesOrOffersAsksForNoPayment(String text) {
    assertAmber(paid(text), FindingCode.AMOUNT_NOT_ASKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This proposal sets the pianoFee of POOL to 700.",
        "## Changes\n\n| Contract | Setting | New |\n|---|---|---|\n| POOL | pianoFee | 700 |",
      })
  void aSettingIsAskedFor(String text) {
    assertAgrees(set(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A pianoFee of 700 for POOL was on the table in May. Members like the hall. It is"
            + " warm. It is dry.",
        "# A lesson in writing proposals\n\nThe pianoFee of POOL becomes 700 in the second one.\n\n"
            + "The third one is longer. It has a table.",
      })
  void aSettingThatIsOnlyToldOfIsNotAskedFor(String text) {
    assertAmber(set(text), FindingCode.CHANGE_NOT_ASKED);
  }
}
