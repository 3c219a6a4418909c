package org.prytany.reading.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** An amount that is written in a usual way is read as that amount, and nothing throws. */
class AmountReaderPropertyTest {

  @Property(tries = 1_000)
  void aGroupedAmountWithItsSymbolIsReadExactly(
      @ForAll @LongRange(min = 1, max = 999_999_999_999L) long units,
      @ForAll("symbols") String symbol) {
    String text = String.format(Locale.ROOT, "We pay %,d %s to the team.", units, symbol);
    assertThat(AmountReader.read(text))
        .singleElement()
        .satisfies(
            amount -> {
              assertThat(amount.value()).isEqualByComparingTo(BigDecimal.valueOf(units));
              assertThat(amount.symbol()).isEqualTo(symbol);
              assertThat(text.substring(amount.start(), amount.end()))
                  .contains(String.format(Locale.ROOT, "%,d", units));
            });
  }

  @Property(tries = 1_000)
  void aDecimalWithASuffixOfSizeIsReadExactly(
      @ForAll @IntRange(min = 1, max = 999) int whole,
      @ForAll @IntRange(min = 0, max = 99) int hundredths,
      @ForAll("sizes") Size size,
      @ForAll("symbols") String symbol) {
    String number = String.format(Locale.ROOT, "%d.%02d", whole, hundredths);
    String text = "The treasury sends " + number + size.written() + " " + symbol + " this month.";
    assertThat(AmountReader.read(text))
        .singleElement()
        .satisfies(
            amount ->
                assertThat(amount.value())
                    .isEqualByComparingTo(new BigDecimal(number).scaleByPowerOfTen(size.power())));
  }

  @Property(tries = 2_000)
  void everyAmountStandsInTheText(@ForAll("pieces") String text) {
    assertStandsIn(text);
  }

  @Property(tries = 500)
  void anyStringIsRead(@ForAll String text) {
    assertStandsIn(text);
  }

  private static void assertStandsIn(String text) {
    int before = 0;
    for (Amount amount : AmountReader.read(text)) {
      assertThat(amount.start()).isGreaterThanOrEqualTo(before);
      assertThat(amount.end()).isGreaterThan(amount.start()).isLessThanOrEqualTo(text.length());
      assertThat(amount.value().signum()).isNotNegative();
      before = amount.start();
    }
  }

  @Provide
  Arbitrary<String> symbols() {
    return Arbitraries.of("USDC", "DAI", "ETH", "WETH", "ENS", "ARB", "UNI", "COMP");
  }

  /** How a text may write a power of ten. */
  record Size(String written, int power) {}

  @Provide
  Arbitrary<Size> sizes() {
    return Arbitraries.of(
        new Size("", 0),
        new Size("k", 3),
        new Size("K", 3),
        new Size("M", 6),
        new Size(" million", 6),
        new Size(" billion", 9));
  }

  @Provide
  Arbitrary<String> pieces() {
    List<String> parts =
        List.of(
            "1",
            "0",
            "999",
            "1,000",
            "1.5",
            ".",
            ",",
            "_",
            " ",
            "k",
            "M",
            "million",
            "bn",
            "$",
            "€",
            "£",
            "US$",
            "USDC",
            "ETH",
            "in",
            "of",
            "worth of",
            "%",
            "per month",
            "for 6 months",
            "one",
            "hundred",
            "thousand",
            "and",
            "-",
            "to",
            "0x",
            "9".repeat(70),
            "\n",
            "١",
            "²");
    return Arbitraries.of(parts).list().ofMaxSize(30).map(list -> String.join("", list));
  }
}
