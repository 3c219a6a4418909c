package org.prytany.chain.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0430lice.eth", // Cyrillic a among Latin letters
        "\u0430\u0440\u0440\u04cf\u0435.eth", // Cyrillic throughout, and looks Latin
        "alice\u6c34.eth", // Latin and Han
        "ali\u200dce.eth", // zero width joiner
        "ali\u200bce.eth", // zero width space
        "\ud83d\udc68\u200d\ud83d\udcbb.eth", // joined signs, which ENSIP-15 allows
        "al\u0131ce.eth", // i without its dot
        "al\u00edce.eth", // i with an accent
        "ali\u0301ce.eth", // the same in two characters
        "\uff41lice.eth", // full width
        "Alice.eth",
        "alice\u202e.eth", // turns the direction
        "ali ce.eth",
        "alice.eth\n",
        "alice..eth",
        ".eth",
        "alice.",
        "alice",
        "",
        "alice\u2024eth", // no full stop
        "маяк.eth",
        "港の灯台.eth",
        "\u13aa\u13de\u13c6\u13df\u13ac.eth", // Cherokee, and looks like ALICE
        "\u2705treasury.eth", // marks that read as the page's own
        "\u2714treasury.eth",
        "\ud83d\udd12council.eth",
        "\ud83d\ude80rocket.eth",
        "\u06f1\u06f2.eth", // digits of another script
        "$usdc.eth",
        "0xd8da6bf26964af9d7eed9e03e53415d37aa96045.eth",
        "0xd8da6bf26964af9d7eed9e03e53415d37aa96045.d8da.eth",
        "payee.0xd8da6bf26964af9d7eed9e03e53415d37aa96045",
        "d8da6bf26964af9d7eed9e03e53415d37aa96045.eth",
        "to-0xd8da6bf26964af9d7eed9e03e53415d37aa960450.eth",
        "0xd8da-6045.eth",
        "0x1234.eth",
        "a234567890123456789012345678901234567890123456789012345678901234567890123456789.eth"
      })
  void whatHidesOrLooksLikeAnotherNameAnAddressOrAMarkIsNotShown(String name) {
    assertThat(ShownName.isGood(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice.eth",
        "a-1.pay.dao.eth",
        "_x.example.com",
        "0xmary.eth",
        "box-0x12.eth",
        "12345.eth",
        "d8da6bf26964af9d7eed9e03e53415d37aa9604.eth" // 39 digits
      })
  void whatIsPlainIsShown(String name) {
    assertThat(ShownName.isGood(name)).isTrue();
  }
}
