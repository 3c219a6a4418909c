package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where arguments end. */
class EncodedLengthTest {

  private static String word(int number) {
    return String.format("%064x", number);
  }

  @Test
  void textsAndListsEndWhereTheirLastWordDoes() {
    String message = word(7) + word(96) + word(1) + word(5) + "aabbccddee" + "0".repeat(54);

    assertThat(EncodedLength.of(List.of("address", "bytes", "uint32"), message)).hasValue(160);
    assertThat(EncodedLength.of(List.of("address", "bytes", "uint32"), message + "00".repeat(40)))
        .hasValue(160);
    String list = word(32) + word(2) + word(1) + word(2) + word(3) + word(4);
    assertThat(EncodedLength.of(List.of("(uint256,address)[]"), list)).hasValue(192);
    assertThat(EncodedLength.of(List.of("uint256[3]", "bool"), list)).hasValue(128);
  }

  @Test
  void whatPointsBeyondTheDataIsNotTold() {
    assertThat(EncodedLength.of(List.of("bytes"), word(1_000_000))).isEmpty();
    assertThat(EncodedLength.of(List.of("bytes[]"), word(32) + word(900_000))).isEmpty();
    assertThat(EncodedLength.of(List.of("bytes"), "f".repeat(64))).isEmpty();
  }
}
