package org.prytany.governance.typeddata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.prytany.governance.hash.Checksum;
import org.prytany.governance.hash.Keccak256;
import org.prytany.spi.Address;

class HashesTest {

  /** The vectors of the Keccak team for 256 bits, and the block that ends at the rate. */
  @Test
  void keccakIsTheOneFromBeforeItsStandard() {
    assertThat(TypedData.hex(Keccak256.of("")))
        .isEqualTo("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    assertThat(TypedData.hex(Keccak256.of("abc")))
        .isEqualTo("0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
    assertThat(TypedData.hex(Keccak256.of("Transfer(address,address,uint256)")))
        .isEqualTo("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
  }

  /** From EIP-55 itself. */
  @Test
  void addressesCarryTheirChecksum() {
    for (String address :
        new String[] {
          "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
          "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
          "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
          "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
        }) {
      assertThat(Checksum.of(new Address(address.toLowerCase(Locale.ROOT)))).isEqualTo(address);
    }
  }
}
