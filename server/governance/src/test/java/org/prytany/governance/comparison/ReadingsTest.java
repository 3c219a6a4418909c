package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.DAI;
import static org.prytany.governance.comparison.Calls.DAO;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.red;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.reading.number.WrittenNumbers;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Effect;
import org.prytany.spi.Span;
import org.prytany.spi.Token;

/** How amounts, tokens, multiples and times in a text are read against the calls. */
class ReadingsTest {

  private static Claim payment(String text, String words, String amount) {
    int at = text.indexOf(words);
    return new Claim.Payment(
        new BigDecimal(amount), "USDC", Optional.empty(), new Span(at, at + words.length()));
  }

  @Test
  void whoIsPaidInTheTextMayBeLetTakeIt() {
    Verdict verdict =
        under("We ask for 10,000 USDC to " + ALICE)
            .approve(USDC, BigInteger.valueOf(10_000_000_000L), ALICE)
            .compared();

    assertThat(verdict.blocked()).as(verdict.findings().toString()).isFalse();
  }

  @Test
  void nobodyElseAndNoMoreMayBeTaken() {
    String text = "We ask for 10,000 USDC to " + ALICE;

    assertThat(red(under(text).approve(USDC, BigInteger.valueOf(10_000_000_000L), BOB).compared()))
        .containsExactly("RECIPIENT_CONTRADICTED");
    assertThat(
            red(under(text).approve(USDC, BigInteger.valueOf(100_000_000_000L), ALICE).compared()))
        .containsExactly("AMOUNT_CONTRADICTED");
    assertThat(
            red(
                under(text)
                    .approve(USDC, BigInteger.valueOf(10_000_000_000L), ALICE)
                    .pay(USDC, "10000", ALICE)
                    .compared()))
        .containsExactly("PAID_TWICE_OVER");
  }

  @Test
  void moneyMeansNoTokenWhereTheTextGivesTheVeryAmountInAnother() {
    Verdict verdict =
        under("The budget is $25,000, that is 25,000 ENS, for " + ALICE)
            .pay(USDC, "25000", ALICE)
            .compared();

    assertThat(red(verdict)).containsExactly("TOKEN_CONTRADICTED");
  }

  @Test
  void moneyMeansNoDollarTokenWhereTheTextNamesAnother() {
    Verdict verdict =
        under("The budget of $25,000 is paid in USDC to " + ALICE)
            .pay(DAI, "25000", ALICE)
            .compared();

    assertThat(red(verdict)).containsExactly("TOKEN_CONTRADICTED");
  }

  @Test
  void whatIsBurntNeedsWordsForIt() {
    Address nobody = Address.ZERO;

    assertThat(under("We burn 500 ETH. " + ALICE).pay(Token.NATIVE, "500", nobody).compared())
        .matches(verdict -> !verdict.blocked());
    assertThat(under("We pay 500 ETH to " + ALICE).pay(Token.NATIVE, "500", nobody).compared())
        .matches(Verdict::blocked);
  }

  @Test
  void aMonthlyAmountForSomeMonthsMakesATotal() {
    String text = "We ask for 10k USDC per month for 6 months.";
    Claim total = payment(text, "10k USDC per month for 6 months", "60000");
    Claim invented = payment(text, "10k USDC per month for 6 months", "61000");

    Verdict paid = under(text).pay(USDC, "60000", ALICE).compared(DAO, List.of(total));
    Verdict more = under(text).pay(USDC, "61000", ALICE).compared(DAO, List.of(invented));

    assertThat(paid.blocked()).isFalse();
    assertThat(paid.findings()).extracting(Finding::code).contains("AMOUNT_IS_A_PRODUCT");
    assertThat(red(more)).containsExactly("UNMENTIONED_TRANSFER");
  }

  @Test
  void numbersThatNothingMultipliesMakeNoTotal() {
    String text = "We ask for 10k USDC. We are 6 people.";

    Verdict verdict =
        under(text).pay(USDC, "60000", ALICE).compared(DAO, List.of(payment(text, text, "60000")));

    assertThat(red(verdict)).containsExactly("UNMENTIONED_TRANSFER");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pay 500000000 gwei | 0.5",
        "pay 1.234.567,89 EUR | 1234567.89",
        "pay 2,5 ETH | 2.5",
        "pay 1.5mm | 1500000",
        "pay ５００ now | 500",
        "pay twenty-five thousand | 25000",
        "pay 25.000 | 25000",
        "pay 25.000 | 25",
      })
  void aNumberIsFoundHoweverItIsWritten(String text, BigDecimal number) {
    assertThat(WrittenNumbers.contains(text, number)).as(text).isTrue();
    assertThat(WrittenNumbers.contains(text, number.multiply(BigDecimal.valueOf(7))))
        .as(text)
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Set the target density to 0.7. | 700000000000000000000000 | false",
        "Set the target density to 0.7. | 7000000000000000000000000 | true",
        "Set the target density to 70%. | 700000000000000000000000 | false",
        "Set the target density to 70%. | 7000 | false",
        "Set the target density to 70%. | 70000 | true",
      })
  void aShareMayBeKeptAsAnIntegerOfManyDecimals(String text, String value, boolean blocked) {
    int at = text.indexOf("target");
    Claim claim =
        new Claim.Parameter(
            "target density", text.contains("%") ? "70%" : "0.7", new Span(at, text.length() - 1));

    Verdict verdict = under(text).set("targetDensity", value).compared(DAO, List.of(claim));

    assertThat(verdict.blocked()).as(text + value).isEqualTo(blocked);
  }

  @Test
  void everyEffectAndEveryClaimAboutEffectsGetsAStatus() {
    Calls calls =
        under(
                "Pay 25,000 USDC, 25,000 USDC and 7 DAI to "
                    + ALICE
                    + ". Transfer ownership to "
                    + ALICE
                    + ". Change the quorum to 4%. An allowance is given.")
            .pay(USDC, "25000", ALICE)
            .pay(USDC, "3", Calls.TREASURY)
            .approve(DAI, BigInteger.ZERO, BOB)
            .effect(Effect.Kind.UPGRADE, Calls.USDC_AT, BOB, "", "")
            .set("votingDelay", "1");
    Verdict verdict = calls.compared();
    List<Claim> claims = PlainReader.claims(calls.content().description());

    assertThat(claims).hasSize(6);
    for (int i = 0; i < calls.report().effects().effects().size(); i++) {
      int effect = i;
      assertThat(verdict.matches()).as("effect " + i).anyMatch(m -> m.effect() == effect);
    }
    for (int i = 0; i < claims.size(); i++) {
      int claim = i;
      assertThat(verdict.matches()).as(claims.get(i).toString()).anyMatch(m -> m.claim() == claim);
    }
  }
}
