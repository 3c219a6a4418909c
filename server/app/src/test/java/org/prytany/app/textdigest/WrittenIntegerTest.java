package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenIntegerTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "650_000 ether, 650000000000000000000000",
    "1_140_000e6, 1140000000000",
    "766_436_793678 + 1, 766436793679",
    "1_150_000 * 10 ** 18, 1150000000000000000000000",
    "2.5e6, 2500000",
    "0xff, 255",
    "6000000000000000000000, 6000000000000000000000",
  })
  void numbersAreReadAsSolidityMeansThem(String written, BigInteger value) {
    assertThat(WrittenInteger.of(written)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DURATION",
        "1 + x",
        "1.5",
        "2 ** 300",
        "-1",
        "9e99",
        "0x00000000000000000000000000000000000000aa",
        "1 - 1"
      })
  void whatIsNoPlainNumberIsNotGuessed(String written) {
    assertThat(WrittenInteger.of(written)).isEmpty();
  }
}
