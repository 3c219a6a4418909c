package org.prytany.reading.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.testkit.Growth;

/** Numbers, however they are written. */
class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "twenty-five thousand | 25000",
        "twenty five thousand | 25000",
        "one hundred and fifty thousand | 150000",
        "one hundred fifty thousand | 150000",
        "a hundred thousand | 100000",
        "half a million | 500000",
        "a quarter million | 250000",
        "one and a half million | 1500000",
        "two and a half | 2.5",
        "a dozen | 12",
        "two dozen | 24",
        "nine million two hundred thousand | 9200000",
        "twenty-four-month | 24",
        "500000000 gwei | 0.5",
        "1.234.567,89 EUR | 1234567.89",
        "2,5 ETH | 2.5",
        "1.5mm | 1500000",
        "５００ now | 500",
        "25.000 | 25000",
        "25.000 | 25",
        "9 000 | 9000",
        "9\u202f000 | 9000",
        "९०००  | 9000",
        "९,००० USDC | 9000",
        "٩٠٠٠ | 9000",
        "٩٬٠٠٠ | 9000",
        "٩٠٠٠٫٥ | 9000.5",
        "9万 USDC | 90000",
        "9万USDC | 90000",
        "1.2亿 | 120000000",
        "9만 USDC | 90000",
        "3 trillion | 3000000000000",
      })
  void aNumberIsFound(String text, BigDecimal number) {
    assertThat(WrittenNumbers.contains("pay " + text, number)).as(text).isTrue();
    assertThat(WrittenNumbers.contains("pay " + text, number.multiply(BigDecimal.valueOf(7))))
        .as(text)
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"someone", "a million-to-one shot is none", "often", "0xabc"})
  void noNumberIsMadeUp(String text) {
    assertThat(WrittenNumbers.in(text.replace("a million-to-one shot is none", "weightone")))
        .isEmpty();
  }

  @Test
  void oneAndTwoAreTwoNumbers() {
    assertThat(WrittenNumbers.in("between one and two years"))
        .extracting(BigDecimal::intValueExact)
        .containsExactly(1, 2);
  }

  @Test
  void theWorkGrowsWithTheText() {
    for (String part :
        List.of("one hundred ", "half a ", "1,000", "9万", "twenty-", "one and a ", "٩٬٠٠٠ ")) {
      String once = part.repeat(4_000);
      String fourTimes = once.repeat(4);
      Growth.assertLinear(part, () -> WrittenNumbers.in(once), () -> WrittenNumbers.in(fourTimes));
    }
  }
}
