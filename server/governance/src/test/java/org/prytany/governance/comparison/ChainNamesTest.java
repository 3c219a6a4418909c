package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChainNamesTest {

  @Test
  void aChainHasItsNameItsFirstWordAndTheNamesOfItsRow() {
    assertThat(ChainNames.of("OP Mainnet")).startsWith("OP Mainnet", "OP").contains("Optimism");
    assertThat(ChainNames.of("Base")).containsExactly("Base");
  }

  @Test
  void aRowThatIsNoneIsNamed() {
    assertThatThrownBy(() -> new ChainNames(List.of("Polygon, Matic")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Polygon, Matic");
    assertThatThrownBy(() -> new ChainNames(List.of("Polygon | a", "Polygon | b")))
        .hasMessageContaining("Polygon | b");
  }
}
