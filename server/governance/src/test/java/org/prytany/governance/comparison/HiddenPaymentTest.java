package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.DAI;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.red;
import static org.prytany.governance.comparison.Calls.under;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.spi.Token;
import org.prytany.testkit.Growth;

/** Payments that look explained by words that are meant for another payment, or for nobody. */
class HiddenPaymentTest {

  private static Dao labelled() {
    return Calls.labelled(Map.of(ALICE, "MetaGov Multisig"));
  }

  @Test
  void dollarsThatAreAskedForOnceAreNotPaidOnceInEveryDollarToken() {
    Verdict verdict =
        under("# Pay $25,000\nWe ask for $25,000 to " + ALICE)
            .pay(USDC, "25000", ALICE)
            .pay(DAI, "25000", ALICE)
            .compared();

    assertThat(red(verdict)).containsExactly("PAID_TWICE_OVER");
  }

  @Test
  void twoTokensWithOneSymbolAreNotBothPaidForOneAmount() {
    Token namesake = new Token(Optional.of(address(0xcc)), Optional.of("USDC"), OptionalInt.of(6));

    Verdict verdict =
        under("# Pay 25,000 USDC\nThat is 25,000 USDC to " + ALICE)
            .pay(USDC, "25000", ALICE)
            .pay(namesake, "25000", ALICE)
            .compared();

    assertThat(red(verdict)).containsExactly("PAID_TWICE_OVER");
  }

  @Test
  void dollarsInTwoTokensThatTheTextNamesAreBothPaid() {
    Verdict verdict =
        under("We pay $25,000 in USDC to the guild.\nWe pay $25,000 in DAI to the guild.")
            .pay(USDC, "25000", ALICE)
            .pay(DAI, "25000", ALICE)
            .compared();

    assertThat(verdict.blocked()).isFalse();
  }

  @Test
  void whatMayBeTakenByAnAllowanceIsNotPaidAsWell() {
    for (String words :
        List.of(
            "An allowance of 10,000 USDC is given to " + ALICE,
            "# An allowance of 10,000 USDC\nIt is an allowance over 10,000 USDC to " + ALICE)) {
      Verdict verdict =
          under(words)
              .approve(USDC, java.math.BigInteger.valueOf(10_000_000_000L), ALICE)
              .pay(USDC, "10000", ALICE)
              .compared();

      assertThat(red(verdict)).containsExactly("PAID_TWICE_OVER");
    }
  }

  @Test
  void anAllowanceThatIsNamedOnceIsNotGivenToTheAuthorAsWell() {
    Verdict verdict =
        under("Author: " + BOB + "\nAn allowance of 10,000 USDC for the guild at " + ALICE + ".")
            .approve(USDC, java.math.BigInteger.valueOf(10_000_000_000L), ALICE)
            .approve(USDC, java.math.BigInteger.valueOf(10_000_000_000L), BOB)
            .compared();

    assertThat(red(verdict)).containsExactly("AMOUNT_PAID_AGAIN");
  }

  @Test
  void anAllowanceForOneAndAPaymentToAnotherAreBothExplained() {
    Verdict verdict =
        under("An allowance of 10,000 USDC to " + ALICE + ".\nWe pay 10,000 USDC to " + BOB)
            .approve(USDC, java.math.BigInteger.valueOf(10_000_000_000L), ALICE)
            .pay(USDC, "10000", BOB)
            .compared();

    assertThat(verdict.blocked()).as(verdict.findings().toString()).isFalse();
  }

  @Test
  void theAmountInATitleDoesNotPayTheAuthorAsWell() {
    for (boolean first : new boolean[] {true, false}) {
      var author = first ? BOB : CAROL;
      Verdict verdict =
          under("Author: " + author + "\n# Grant of 25,000 USDC\nSend 25,000 USDC to " + ALICE)
              .pay(USDC, "25000", ALICE)
              .pay(USDC, "25000", author)
              .compared();

      assertThat(red(verdict)).containsExactly("AMOUNT_PAID_AGAIN");
    }
  }

  @Test
  void anAccountThatIsNamedByItsLabelIsNotReplacedByAStranger() {
    Verdict verdict =
        under("Pay 25,000 USDC to the MetaGov multisig.")
            .pay(USDC, "25000", BOB)
            .compared(labelled());

    assertThat(red(verdict)).containsExactly("RECIPIENT_CONTRADICTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Routine maintenance.\n<!-- We pay 25,000 USDC to %s -->\nNothing else.",
        "Routine maintenance.\n<!-- We pay 25,000 USDC to %s",
        "Routine maintenance.\n\n[//]: # (We pay 25,000 USDC to %s)\n",
        "Routine <span title=\"We pay 25,000 USDC to %s\">maintenance</span>."
      })
  void whatPagesDoNotShowExplainsNoPayment(String text) {
    Verdict verdict = under(text.formatted(ALICE)).pay(USDC, "25000", ALICE).compared();

    assertThat(red(verdict)).contains("UNMENTIONED_TRANSFER");
  }

  @Test
  void anInvisibleCharacterInAnAmountIsPointedOut() {
    for (String amount : List.of("2\u200b5,000", "2\u2060" + "5,000", "\uff12" + "5,000")) {
      Verdict verdict =
          under("Send " + amount + " USDC to " + ALICE).pay(USDC, "5000", ALICE).compared();

      assertThat(verdict.findings()).extracting(Finding::code).contains("HIDDEN_CHARACTERS");
    }
  }

  @Test
  void aSumThatHoldsWhatWasSpentBeforeIsPointedOut() {
    Verdict verdict =
        under("Last year we spent 10,000 USDC. We now ask for 15,000 USDC to " + ALICE)
            .pay(USDC, "25000", ALICE)
            .compared();

    assertThat(verdict.findings())
        .filteredOn(finding -> finding.severity() != Finding.Severity.NOTE)
        .extracting(Finding::code)
        .contains("AMOUNT_IS_A_SUM");
  }

  /** The verdict where each of these words is taken for a payment of so many USDC to Alice. */
  private static Verdict readAs(Calls calls, String amount, String... words) {
    String text = calls.content().description();
    List<Claim> claims =
        java.util.Arrays.stream(words)
            .map(
                said ->
                    (Claim)
                        new Claim.Payment(
                            new java.math.BigDecimal(amount),
                            "USDC",
                            Optional.of(ALICE),
                            new Span(text.indexOf(said), text.indexOf(said) + said.length())))
            .toList();
    return ClaimCheck.standard().compare(Calls.DAO, calls.content(), claims, calls.report());
  }

  @Test
  void aNumberThatCanBeReadInTwoWaysIsPointedOut() {
    Verdict verdict =
        readAs(
            under("Send 25.000 USDC to " + ALICE).pay(USDC, "25000", ALICE),
            "25000",
            "25.000 USDC");

    assertThat(verdict.findings()).extracting(Finding::code).containsExactly("AMBIGUOUS_NUMBER");
    assertThat(verdict.blocked()).as("the larger of the two readings is paid").isTrue();
  }

  @Test
  void aNumberThatIsSaidPlainlyAsWellHasOneReading() {
    Verdict verdict =
        readAs(
            under("Send 25.000 USDC to " + ALICE + ".\nThat is 25,000 USDC in all.")
                .pay(USDC, "25000", ALICE),
            "25000",
            "25.000 USDC",
            "25,000 USDC");

    assertThat(verdict.findings())
        .filteredOn(finding -> finding.code().equals("AMBIGUOUS_NUMBER"))
        .extracting(Finding::severity)
        .as("still pointed out")
        .containsExactly(Finding.Severity.AMBER);
    assertThat(verdict.blocked()).as(verdict.findings().toString()).isFalse();
  }

  @Test
  void aFractionOfMillionsHasOneReading() {
    Verdict verdict =
        readAs(
            under("Send 6.375M USDC to " + ALICE).pay(USDC, "6375000", ALICE),
            "6375000",
            "6.375M USDC");

    assertThat(verdict.findings()).extracting(Finding::code).doesNotContain("AMBIGUOUS_NUMBER");
    assertThat(verdict.blocked()).as(verdict.findings().toString()).isFalse();
  }

  @Test
  void whatATextFullOfOpenCommentsAndTagsCostsGrowsWithItsLength() {
    Growth.assertLinear("open tags", comparison(5_000), comparison(20_000));
  }

  private static Runnable comparison(int times) {
    String open = "<a ".repeat(times) + "[x".repeat(times) + "<!--".repeat(times);
    Calls calls = under(open).pay(USDC, "5", ALICE);
    return () -> assertThat(calls.compared().blocked()).isTrue();
  }
}
