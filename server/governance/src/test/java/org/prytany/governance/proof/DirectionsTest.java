package org.prytany.governance.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Increase the supply cap | We propose to lower the supply cap. | true",
        "Increase the supply cap | The supply cap is reduced from 5 to 4. | true",
        "Supply cap increase | This lowers the cap by a half. | true",
        "Enable borrowing of LINK | The council will disable borrowing. | true",
        "Add Ann to the council | Remove Ann from the council. | true",
        "Increase the supply cap | We propose to raise the supply cap. | false",
        "Increase the supply cap | We propose to lower the borrow cap. | false",
        "Increase the LTV of LINK | Reduce the bonus of LINK. | false",
        "Increase the supply cap | Raise the supply cap, and lower the supply cap of the old market. | false",
        "Increase the supply cap | The supply cap is far too small. | false",
        "The supply cap | We propose to lower the supply cap. | false"
      })
  void oppositesOfOneThingContradict(String title, String sentence, boolean contradict) {
    assertThat(Directions.contradict(title, sentence)).isEqualTo(contradict);
    assertThat(Directions.contradict(sentence, title)).isEqualTo(contradict);
  }
}
