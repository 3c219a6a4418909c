package org.prytany.governance.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.testkit.LongInputs;

class TermsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Fund the Café's roof           | fund, the, cafe, roof
          ÉCOLE Straße                   | ecole, straße
          pay 25,000.50 USDC             | pay, 25000.5, usdc
          1,234,567 tokens               | 1234567, tokens
          25.000 EUR                     | 25000, 25, eur
          2.5 ETH, or 007                | 2.5, eth, or, 7
          10.000000 units.               | 10, units
          1'000 CHF                      | 1000, chf
          0x8BA1f109551bD432803012645Ac136ddd64DBA72 | 0x8ba1f109551bd432803012645ac136ddd64dba72
          1,234.567 dUSD                 | 1234.567, dusd
          1.234,567 dUSD                 | 1234.567, dusd
          1'234.50 CHF, 1,234,567.891    | 1234.5, chf, 1234567.891
          25000USDC for 30d, 0x12        | 25000usdc, 25000, usdc, for, 30d, 30, 0x12
          v2.1 of snake_case             | v2, 1, of, snake, case
          財庫支付                         | 財庫, 庫支, 支付
          支 と x                         | 支, と
          ＵＳＤＣ ２５                     | usdc, 25
          """)
  void aTextIsFoundByItsWordsNumbersAndAddresses(String text, String terms) {
    assertThat(Terms.of(text)).containsExactlyInAnyOrder(terms.split(", "));
  }

  @Test
  void eachTermStandsWhereItsPlaceSays() {
    String text = "Pay \ud83d\ude00 25,000 USDC, 財庫 to Zoë.";
    List<String> at = new ArrayList<>();
    Terms.read(text, (term, start, end) -> at.add(text.substring(start, end)));

    assertThat(at).containsExactly("Pay", "25,000", "25,000", "USDC", "財庫", "to", "Zoë");
  }

  @Test
  void anAddressIsTheSameInEveryCase() {
    String address = "0x8ba1f109551bD432803012645Ac136ddd64DBA72";

    assertThat(Terms.of(address))
        .isEqualTo(Terms.of(address.toLowerCase(Locale.ROOT)))
        .isEqualTo(Terms.of("0x" + address.substring(2).toUpperCase(Locale.ROOT)));
  }

  @Test
  void aTextOfAnyLengthIsReadInTimeThatGrowsWithIt() {
    LongInputs.assertLinear(
        "terms",
        List.of("1,", "1,000", "a ", "財", "0x", "é", "a", "1.", "'", "\u0301\u0316", "\u0316a"),
        IllegalStateException.class,
        Terms::of);
  }
}
