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
        "# Piano\n\nLet’s give ANN 9,000 USDC. We like music. It is loud. It is old.",
        "# Piano\n\nI'd like 9,000 USDC for a piano, my wallet is ANN. It is loud. It is old.",
        "# Piano\n\nIf approved: 9,000 USDC goes to ANN. It is loud. It is old. It is brown.",
        "# Piano lessons for beginners\n\nWe ask for 9,000 USDC to ANN. It is loud. It is old.",
        "## Background and request\n\nWe ask for 9,000 USDC to ANN. It is loud. It is old.",
        "Pay 9,000 USDC to ANN for the invoice issued on May 4, 2026.",
        "We ask for 9,000 USDC to ANN, who gives twelve hours of tuition each month.",
        "We pay the teachers elected in vote #4:\n\n- 9,000 USDC to ANN",
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
        "Pay 9,000 USDC to ANN on 2031-09-01.",
        "Pay 9,000 USDC to ANN in March 2031.",
        "We pay 9,000 USDC to ANN monthly.",
        "# A visit\n\nThe owner of the hall told us: pay 9,000 USDC to ANN. It is warm. It is dry.",
        "# A call\n\nBob: I propose we pay 9,000 USDC to ANN. It is warm. It is dry. It is big.",
        "# A letter\n\n> We ask you to pay 9,000 USDC to ANN.\n\nIt is warm. It is dry. It is big.",
        "# Clubs\n\nIn Rome the Verdi community pays 9,000 USDC to ANN. It is warm. It is dry.",
        "# Clubs\n\nLast night I dreamt that the treasury pays 9,000 USDC to ANN. It is warm.",
        "# Clubs\n\n9,000 USDC are paid to ANN by mayor Rossi's office. It is warm. It is dry.",
        "# Clubs\n\n## Overview\n\n- The city of Rome pays 9,000 USDC to ANN.\n\nIt is warm.",
        "If the roof leaks, the DAO pays 9,000 USDC to ANN. It is warm. It is dry. It is big.",
        "**Minutes, 4 May**\n\nPay 9,000 USDC to ANN. It is warm. It is dry. Nobody spoke.",
        "# Archive: season 2\n\nPay 9,000 USDC to ANN. It is warm. It is dry. It is big.",
        "# How to write a request\n\nPay 9,000 USDC to ANN. It is warm. It is dry. It is big.",
        "1. Pay 9,000 USDC to ANN.\n2. Pay nothing.\n\nThe second one won and is executed.",
        "## First option\n\nPay 9,000 USDC to ANN.\n\n## Second option\n\nMend the old one.",
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
        "In Rome the pianoFee of POOL is 700, as it always was. It is warm. It is dry. It is big.",
        "# Status\n\n| Contract | Setting | Value |\n|---|---|---|\n| POOL | pianoFee | 700 |\n\n"
            + "It is warm. It is dry.",
        "A pianoFee of 700 for POOL was on the table in May. Members like the hall. It is"
            + " warm. It is dry.",
        "# A lesson in writing proposals\n\nThe pianoFee of POOL becomes 700 in the second one.\n\n"
            + "The third one is longer. It has a table.",
      })
  void aSettingThatIsOnlyToldOfIsNotAskedFor(String text) {
    assertAmber(set(text), FindingCode.CHANGE_NOT_ASKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# News\n\nIn Rome the threshold of POOL is 3. It is warm. It is dry. It is big.",
        "In Rome the threshold of POOL is 3."
      })
  void whatIsFoundUnderTheFirstWordOfItsNameIsLookedForThere(String text) {
    Calls calls =
        Calls.under(text.replace("POOL", POOL.hex()))
            .control(POOL, "threshold of signers", "3")
            .decoded(POOL, "f(bytes32)", List.of(), "3");

    assertAmber(calls, FindingCode.CHANGE_NOT_ASKED);
  }
}
