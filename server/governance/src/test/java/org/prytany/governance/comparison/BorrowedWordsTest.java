package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.DAI;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.USDC_AT;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.red;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/** Payments that borrow the words of another payment, or words that no reader takes for theirs. */
class BorrowedWordsTest {

  private static Claim sum(String text, String words, String amount, Address... to) {
    int at = text.indexOf(words);
    return new Claim.Payment(
        new BigDecimal(amount),
        "USDC",
        to.length == 0 ? Optional.empty() : Optional.of(to[0]),
        new Span(at, at + words.length()));
  }

  @Test
  void aHarmlessCallToThePayeeDoesNotHideThatAnotherOneIsPaid() {
    Calls calls =
        under("# Pay 25,000 USDC\nSend 25,000 USDC to " + ALICE)
            .pay(USDC, "25000", BOB)
            .decoded(USDC_AT, "transfer(address,uint256)", List.of(), BOB.hex())
            .decoded(ALICE, "deposit()", List.of());

    assertThat(red(calls.compared())).contains("RECIPIENT_CONTRADICTED");
  }

  @Test
  void anAmountPerSecondIsNoAmount() {
    Verdict verdict =
        under("Let " + ALICE + " take 1 USDC, and later 25,000 USDC.")
            .approve(USDC, BigInteger.valueOf(1_000_000), ALICE)
            .claimable(USDC, BigInteger.valueOf(25_000_000_000L), ALICE, "per second")
            .compared();

    assertThat(red(verdict)).contains("TOKEN_UNKNOWN");
  }

  @Test
  void aTotalAndItsPartsAreNotBothPaid() {
    String text =
        "Author: "
            + BOB
            + "\nThe guild "
            + ALICE
            + " gets:\n- start: 10,000 USDC\n- end: 50,000 USDC\n- total: 60,000 USDC\n";
    Verdict verdict = under(text).pay(USDC, "60000", ALICE).pay(USDC, "10000", BOB).compared();

    assertThat(red(verdict)).containsExactly("PAID_TWICE_OVER");
    assertThat(under(text).pay(USDC, "60000", ALICE).compared().blocked()).isFalse();
    assertThat(under(text).pay(USDC, "10000", ALICE).pay(USDC, "50000", BOB).compared().blocked())
        .isFalse();
  }

  @Test
  void theLinesOfAPaidSumAreNotPaidAgain() {
    String text =
        "Author: " + BOB + "\nThe guild " + ALICE + " gets:\n- 10,000 USDC\n- 50,000 USDC\n";

    assertThat(red(under(text).pay(USDC, "60000", ALICE).pay(USDC, "10000", BOB).compared()))
        .containsExactly("PAID_TWICE_OVER");
    assertThat(under(text).pay(USDC, "60000", ALICE).compared().blocked()).isFalse();
  }

  @Test
  void aSharedTotalIsNotPaidInItsPartsAsWell() {
    String text =
        "Signed by "
            + ALICE
            + ", "
            + BOB
            + " and "
            + CAROL
            + "\n- start: 10,000 USDC\n- end: 50,000 USDC\n- total: 60,000 USDC\n";

    assertThat(
            red(
                under(text)
                    .pay(USDC, "30001", ALICE)
                    .pay(USDC, "29999", BOB)
                    .pay(USDC, "10000", CAROL)
                    .compared()))
        .containsExactly("PAID_TWICE_OVER");
  }

  /** A digester gives one claim for each of those whom "each" means, all from the same words. */
  @Test
  void oneAmountInTheSameWordsForTwoAccountsIsPaidToBoth() {
    String text = "We pay 700 USDC each to " + ALICE + " and " + BOB + ".";
    int at = text.indexOf("700");
    Span words = new Span(at, at + "700 USDC".length());
    List<Claim> claims =
        List.of(
            new Claim.Payment(new BigDecimal("700"), "USDC", Optional.of(ALICE), words),
            new Claim.Payment(new BigDecimal("700"), "USDC", Optional.of(BOB), words));

    assertThat(
            under(text)
                .pay(USDC, "700", ALICE)
                .pay(USDC, "700", BOB)
                .compared(Calls.DAO, claims)
                .blocked())
        .isFalse();
    assertThat(
            red(
                under(text)
                    .pay(USDC, "700", ALICE)
                    .pay(USDC, "1400", BOB)
                    .compared(Calls.DAO, claims)))
        .containsExactly("AMOUNT_CONTRADICTED");
  }

  @Test
  void aRateAndWhatItMakesAreNotBothPaid() {
    String text =
        "Author: " + BOB + "\nThe guild " + ALICE + " gets 10,000 USDC per month for 6 months.";
    List<Claim> claims =
        List.of(
            sum(text, "10,000 USDC", "10000"),
            sum(text, "10,000 USDC per month for 6 months", "60000"));

    assertThat(
            red(
                under(text)
                    .pay(USDC, "60000", ALICE)
                    .pay(USDC, "10000", BOB)
                    .compared(Calls.DAO, claims)))
        .containsExactly("PAID_TWICE_OVER");
    assertThat(under(text).pay(USDC, "60000", ALICE).compared(Calls.DAO, claims).blocked())
        .isFalse();
  }

  @Test
  void anAmountThatIsNamedOnceDoesNotPayTheAuthorAsWell() {
    String text = "Author: " + BOB + "\n# A grant of 25,000 USDC\nIt is for the guild: " + ALICE;

    assertThat(red(under(text).pay(USDC, "25000", ALICE).pay(USDC, "25000", BOB).compared()))
        .containsExactly("AMOUNT_PAID_AGAIN");
    Calls two = under("We pay 25,000 USDC, namely to " + ALICE + " and to " + BOB + ".");
    assertThat(red(two.pay(USDC, "25000", ALICE).pay(USDC, "25000", BOB).compared()))
        .containsExactly("AMOUNT_PAID_AGAIN");
    Calls each = under("We pay 25,000 USDC each, namely to " + ALICE + " and to " + BOB + ".");
    assertThat(each.pay(USDC, "25000", ALICE).pay(USDC, "25000", BOB).compared().blocked())
        .isFalse();
  }

  @Test
  void aChoiceBetweenTwoTokensIsNotPaidInBoth() {
    Verdict verdict =
        under("# $25,000 in USDC or DAI\nThe guild gets $25,000 in USDC or DAI.")
            .pay(USDC, "25000", ALICE)
            .pay(DAI, "25000", ALICE)
            .compared();

    assertThat(red(verdict)).containsExactly("PAID_TWICE_OVER");
  }

  @Test
  void whatAThirdPartyPaysIsNotWhatTheTreasuryPays() {
    assertThat(
            red(
                under("Pay 25,000 USDC to " + ALICE)
                    .payFrom(CAROL, USDC, "25000", ALICE)
                    .decoded(
                        USDC_AT,
                        "transferFrom(address,address,uint256)",
                        List.of(),
                        CAROL.hex(),
                        ALICE.hex())
                    .compared()))
        .containsExactly("PAYER_NOT_NAMED");
    assertThat(
            under("Pay 25,000 USDC from " + CAROL + ", to " + ALICE)
                .payFrom(CAROL, USDC, "25000", ALICE)
                .compared()
                .blocked())
        .isFalse();
    assertThat(
            under("Pay 25,000 USDC to " + ALICE)
                .payFrom(address(0x33), USDC, "25000", ALICE)
                .decoded(address(0x33), "transfer(address,address,uint256)", List.of())
                .compared()
                .blocked())
        .isFalse();
  }

  @Test
  void aBurnRateIsNoBurning() {
    Address nobody = Address.ZERO;

    assertThat(
            red(
                under("Our burn rate is high.\n# 25,000 USDC\nThe guild is at " + ALICE)
                    .pay(USDC, "25000", nobody)
                    .compared()))
        .containsExactly("RECIPIENT_CONTRADICTED");
    assertThat(under("We burn 25,000 USDC.").pay(USDC, "25000", nobody).compared().blocked())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Routine. ~~We pay 25,000 USDC to %s~~ This was withdrawn.",
        "Routine. <del>We pay 25,000 USDC to %s</del> This was withdrawn.",
        "Routine. <s>We pay 25,000 USDC to %s</s> This was withdrawn.",
        "Routine.\n\n[more]: https://example.org \"We pay 25,000 USDC to %s\"\n",
        "Routine.\n\n[more]: https://example.org (We pay 25,000 USDC to %s)\n",
        "Routine.\n\n[more]: <https://example.org> 'We pay 25,000 USDC to %s'\n",
        "Routine. <span style=\"color:#fefefe\">We pay 25,000 USDC to %s</span>",
        "Routine. <span style=\"color:rgba(0,0,0,0)\">We pay 25,000 USDC to %s</span>",
        "Routine. <span style=\"clip-path:inset(100%%)\">We pay 25,000 USDC to %s</span>",
        "Routine. <span style=\"transform:scale(0)\">We pay 25,000 USDC to %s</span>"
      })
  void whatIsStruckOutOrShownNowhereExplainsNoPayment(String text) {
    Verdict verdict = under(text.formatted(ALICE)).pay(USDC, "25000", ALICE).compared();

    assertThat(red(verdict)).contains("UNMENTIONED_TRANSFER");
  }

  @Test
  void aLinkThatIsDefinedBelowIsStillShown() {
    Verdict verdict =
        under("Pay 25,000 USDC to " + ALICE + ", see [more].\n\n[more]: https://example.org\n")
            .pay(USDC, "25000", ALICE)
            .compared();

    assertThat(verdict.blocked()).isFalse();
  }
}
