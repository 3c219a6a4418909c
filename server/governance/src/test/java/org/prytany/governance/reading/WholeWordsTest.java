package org.prytany.governance.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeWordsTest {

  @ParameterizedTest
  @CsvSource({
    "We pay 5 USDC to them.,usdc,true",
    "We pay 5USDC to them.,USDC,false",
    "USDCs and USDC,USDC,true",
    "aUSDC and USDCé,USDC,false",
    "USDC,USDC,true",
    "in USDC.e,USDC.e,true",
    "the $RAD token,$rad,true",
    "𝒜USDC,USDC,false",
    "nothing,' ',false"
  })
  void aWordStandsOnItsOwnOrNot(String text, String word, boolean there) {
    assertThat(new WholeWords(text).have(word)).isEqualTo(there);
  }
}
