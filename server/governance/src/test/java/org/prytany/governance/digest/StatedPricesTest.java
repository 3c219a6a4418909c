package org.prytany.governance.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.digest.Calls.ALICE;
import static org.prytany.governance.digest.Calls.BOB;
import static org.prytany.governance.digest.Calls.CAROL;
import static org.prytany.governance.digest.Calls.USDC;
import static org.prytany.governance.digest.Calls.WETH;
import static org.prytany.governance.digest.Calls.under;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dollars of a token at a price that the text states: explained, and never better than amber. */
class StatedPricesTest {

  private static final String ASKED = "The team asks for $50,000 in WETH";

  private static List<String> codes(Verdict verdict, Finding.Severity severity) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::code)
        .toList();
  }

  private static Verdict paid(String text, String amount) {
    return under(text).pay(WETH, amount, ALICE).compared();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at $2,000 per WETH | none",
        "at $0.06 per WETH | 0.06",
        "($2500.50/WETH) | 2500.5",
        "(≈\\$0.269 per WETH) | 0.269",
        "1 WETH = $14 | 14",
        "With WETH at **$14**, all is paid | 14",
        "WETH @ $0.5 | 0.5",
        "the 90-day average WETH price of $0.0745 | 0.0745",
        "WETH Price to be executed at 1.08 today | 1.08",
        "Calculated by the past 90-days WETH price - 0.460 | 0.46",
        "2.5 USD per WETH | 2.5",
        "at $0.06 per ETH | none",
        "at $0.06 per WETHX | none",
        "at $0 per WETH | none",
        "WETH price rose by 5% | none",
        "WETH price on 1.08.2024 | none",
        "WETH at $5k | none",
        "WETH price feed is 2 weeks old | none",
        "the WETH price impact is 0.5 | none",
        "the WETH price was at $1.08 | none",
        "WETH price target: $1.08 | none",
        "It fell. We count $1.08 per WETH. If it falls, we wait. | 1.08",
        "paid if WETH is below $1.08 per WETH | none",
        "WETH at $1.5M | none",
        "$0.06 per stWETH | none",
      })
  void readsThePricesThatATextStates(String text, String price) {
    assertThat(StatedPrices.in(text, "WETH").only().map(BigDecimal::toPlainString).orElse("none"))
        .isEqualTo(price);
  }

  @ParameterizedTest
  @ValueSource(strings = {"46000", "46296.3", "45834", "46759"})
  void dollarsAtTheStatedPriceAreAmber(String amount) {
    Verdict verdict = paid(ASKED + " (WETH price to be executed at 1.08).", amount);

    assertThat(verdict.blocked()).isFalse();
    assertThat(codes(verdict, Finding.Severity.AMBER)).contains("AMOUNT_AT_STATED_PRICE");
    assertThat(verdict.findings().stream().map(Finding::text))
        .anyMatch(text -> text.contains("a price of $1.08 per WETH"));
  }

  @Test
  void thePriceMayStandElsewhereInTheText() {
    assertThat(paid(ASKED + ".\n\nAll is counted at $1.08 per WETH.", "46000").blocked()).isFalse();
  }

  /** Ten times, a shifted decimal, just beyond rounding, and the dollars themselves. */
  @ParameterizedTest
  @ValueSource(strings = {"460000", "4600", "46000000000000000", "46760", "45833", "50000"})
  void anotherAmountIsRed(String amount) {
    assertThat(paid(ASKED + " (WETH price to be executed at 1.08).", amount).blocked()).isTrue();
  }

  static Stream<String> noPrice() {
    return Stream.of(
        ASKED + ".",
        // Two prices leave a choice to whoever wrote the calls.
        ASKED + ", at $1.08 per WETH, or at $2 per WETH.",
        ASKED + ".\n\nIt was $1.08 per WETH.\n\nIt is $2 per WETH.",
        // A price that was, beside one that is, and alone.
        ASKED + ", at $1.08 per WETH. It was $2 per WETH.",
        ASKED + ".\n\nAt its all-time low it was $1.08 per WETH.",
        // A price of something else, and one that nobody sees.
        ASKED + ", at $1.08 per USDC.",
        ASKED + ". <!-- at $1.08 per WETH -->",
        // Dollars that do not come in this token.
        "The team asks for $50,000 in USDC. At $1.08 per WETH, all is well.",
        "The team has $50,000. WETH is liked. At $1.08 per WETH, all is well.");
  }

  @ParameterizedTest
  @MethodSource("noPrice")
  void withoutOnePriceForTheseDollarsItIsRed(String text) {
    assertThat(paid(text, "46296.3").blocked()).isTrue();
  }

  @Test
  void dollarsThatAreAskedForOncePayOnce() {
    String text = ASKED + ", at $1.08 per WETH.";

    assertThat(under(text).pay(WETH, "46000", ALICE).pay(WETH, "46000", BOB).compared().blocked())
        .isTrue();
    assertThat(under(text).pay(WETH, "46000", ALICE).pay(USDC, "50000", BOB).compared().blocked())
        .isTrue();
  }

  @Test
  void anotherAccountThanTheNamedOneIsRed() {
    Verdict verdict = paid(ASKED + ", at $1.08 per WETH, for " + CAROL + ".", "46000");

    assertThat(codes(verdict, Finding.Severity.RED)).contains("RECIPIENT_CONTRADICTED");
  }
}
