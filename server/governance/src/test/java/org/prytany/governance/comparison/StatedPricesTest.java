package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.WETH;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Token;
import org.prytany.testkit.Growth;

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
        "at $1.08 per WETH, up from $2.5k per WETH | none",
        "at $1.08 per WETH. The WETH price in May: 80 | none",
        "at $1.08 per WETH-USDC share | none",
        "at $1.08 per WETH/USDC | none",
        "at $1.08 per WETH.e | none",
        "at $1.08 per WETH transfer | none",
        "at HK$8 per WETH | none",
        "not at $1.08 per WETH | none",
        "see [it](https://example.org/$1.08/WETH) | none",
        "at $1.08 per weth-holder | none",
        "WETH at $2–3 thousand | none",
        "paid if WETH is below $1.08 per WETH | none",
        "WETH at $1.5M | none",
        "$0.06 per stWETH | none",
      })
  void readsThePricesThatATextStates(String text, String price) {
    assertThat(
            StatedPrices.in(text, text, "WETH")
                .only()
                .map(BigDecimal::toPlainString)
                .orElse("none"))
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

  /** What a reader sees as more, or as nothing, beside the 2 that begins it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2<!-- -->500",
        "$2<wbr>500",
        "$2<b>500</b>",
        "$2&nbsp;500",
        "$2&#44;500",
        "$2\u2009500",
        "$2\u202f500",
        "$2\u066c500",
        "$2\u2019500",
        "$2\u200b500",
        "$2'500",
        "$2 500",
        "$2·500",
        "$2~500~",
        "$2|500",
        "$2[,](x)500",
        "$2*,500*",
        "$2, 500",
        "$2 million",
        "$2k",
        "$2,5"
      })
  void aPartOfAPriceIsNoPrice(String price) {
    assertThat(paid(ASKED + ", with WETH at " + price + ".", "25000").blocked()).isTrue();
  }

  static Stream<String> noPrice() {
    return Stream.of(
        ASKED + ".",
        // Two prices leave a choice to whoever wrote the calls.
        ASKED + ", at $1.08 per WETH, or at $2 per WETH.",
        ASKED + ".\n\nCounted at $1.08 per WETH.\n\nIt is $2 per WETH.",
        ASKED + ", at $1.08 per WETH (up from $0.5k per WETH).",
        // A price that was, beside one that is, and alone.
        ASKED + ", at $1.08 per WETH. It was $2 per WETH.",
        ASKED + ".\n\nCounted at its all-time low, $1.08 per WETH.",
        // A price of something else, one that nobody sees, one that is denied, and a mere fact.
        ASKED + ", at $1.08 per USDC.",
        ASKED + ", counted at $1.08 per WETH-USDC share.",
        ASKED + ", for an airdrop of $1.08 per WETH holder.",
        ASKED + ". <!-- counted at $1.08 per WETH -->",
        ASKED + ". ~~Counted at $1.08 per WETH.~~",
        ASKED + ". [Calculated](https://example.org/$1.08/WETH).",
        ASKED + ". [Calculated][p].\n\n[p]: https://example.org/$1.08/WETH",
        ASKED + " at the market price, and not at $1.08 per WETH.",
        ASKED + ". Hosting is $1.08 per WETH.",
        // Dollars that do not come in this token.
        "The team asks for $50,000 in USDC, counted at $1.08 per WETH",
        "The team has $50,000 and counts WETH at $1.08.",
        "The team asks for $50,000 (not in WETH), counted at $1.08 per WETH.",
        "The team asks for $50,000 for a WETH audit, counted at $1.08 per WETH.");
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
  void tokensAndTheirDollarsAreOnePayment() {
    String text = "The team asks for 46,000 WETH ($50,000 in WETH, at $1.08 per WETH).";
    BigInteger units = new BigInteger("46000" + "0".repeat(18));

    assertThat(paid(text, "46000").blocked()).isFalse();
    assertThat(under(text).pay(WETH, "46000", ALICE).pay(WETH, "46000", BOB).compared().blocked())
        .isTrue();
    assertThat(
            under(text).approve(WETH, units, ALICE).pay(WETH, "46000", ALICE).compared().blocked())
        .isTrue();
  }

  /** Two mentions of $50,000 in one token do not make $100,000 in another. */
  @Test
  void dollarsOfOneTokenAreNoPartOfATotalInAnother() {
    String text =
        "%s, at $1.08 per WETH.\n\n1. Request\n\n   - $100,000 in USDC and $50,000 in WETH\n\n2. Budget\n\n"
            + "   - $100,000 in USDC and $50,000 in WETH for costs\n";
    String said = text.formatted("We ask for $100,000 in USDC and $50,000 in WETH");

    assertThat(
            under(said).pay(WETH, "46000", ALICE).pay(USDC, "100000", ALICE).compared().blocked())
        .isFalse();
    assertThat(
            under(said)
                .pay(WETH, "46000", ALICE)
                .pay(WETH, "46000", ALICE)
                .pay(USDC, "100000", ALICE)
                .compared()
                .blocked())
        .isTrue();
  }

  /** The title names nobody, the body does; an account that signed the text is no payee. */
  @Test
  void aTitleAsksForNothingOfItsOwn() {
    String text =
        "# $50,000 in WETH for the audit\n\nWe pay $50,000 to "
            + CAROL
            + ", in WETH, at $1.08 per WETH.\n\nWritten by "
            + ALICE
            + ".";
    BigInteger units = new BigInteger("46000" + "0".repeat(18));

    assertThat(under(text).pay(WETH, "46000", ALICE).pay(WETH, "46000", CAROL).compared().blocked())
        .isTrue();
    assertThat(under(text).pay(WETH, "46000", ALICE).compared().blocked()).isTrue();
    assertThat(
            under(text).approve(WETH, units, CAROL).pay(WETH, "46000", CAROL).compared().blocked())
        .isTrue();
  }

  @Test
  void aSymbolThatIsAWordIsNotReadInWords() {
    Token one = new Token(Optional.of(Calls.address(0x31)), Optional.of("ONE"), OptionalInt.of(18));
    String text =
        "The team asks for $50,000 for one year. Hosting is counted at $5 a one-hour slot.";

    assertThat(under(text).pay(one, "10000", ALICE).compared().blocked()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"The WETH price of", "WETH at", "1 WETH =", "$1.08"})
  void manyBlanksAreReadOnce(String before) {
    Growth.assertLinear(before, reading(before, 50_000), reading(before, 200_000));
  }

  private static Runnable reading(String before, int blanks) {
    Calls calls =
        under(ASKED + ".\n\n" + before + " ".repeat(blanks) + "x").pay(WETH, "46000", ALICE);
    return () -> assertThat(calls.compared().blocked()).isTrue();
  }

  @Test
  void pricesOfManyTokensAreNotRead() {
    StringBuilder text = new StringBuilder();
    Calls calls;
    for (int i = 10; i < 19; i++) {
      text.append("We pay $50,0%d in T%d, counted at $2 per T%d.\n\n".formatted(i, i, i));
    }
    calls = under(text.toString());
    for (int i = 10; i < 19; i++) {
      Token token =
          new Token(Optional.of(Calls.address(i)), Optional.of("T" + i), OptionalInt.of(18));
      calls.pay(token, "25005", ALICE);
    }
    Verdict verdict = calls.compared();

    assertThat(
            codes(verdict, Finding.Severity.AMBER).stream()
                .filter("AMOUNT_AT_STATED_PRICE"::equals))
        .hasSize(8);
    assertThat(verdict.blocked()).isTrue();
  }

  @Test
  void anotherAccountThanTheNamedOneIsRed() {
    Verdict verdict = paid(ASKED + ", at $1.08 per WETH, for " + CAROL + ".", "46000");

    assertThat(codes(verdict, Finding.Severity.RED)).contains("RECIPIENT_CONTRADICTED");
  }
}
