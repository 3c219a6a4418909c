package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainNamesTest {

  @Test
  void aChainHasItsNameItsFirstWordAndTheNamesOfItsRow() {
    assertThat(ChainNames.of("OP Mainnet")).startsWith("OP Mainnet", "OP").contains("Optimism");
    assertThat(ChainNames.of("Base")).containsExactly("Base");
  }

  /** What a bridge may lead to, and nothing else, is no place that a text can name wrongly. */
  @Test
  void everyChainOfTheDecoderHasARowWithItsId() throws IOException {
    Path rows = Path.of("../chain/src/main/resources/org/prytany/chain/decode/other-chains.txt");
    List<String[]> chains =
        Files.readAllLines(rows).stream()
            .filter(line -> line.startsWith("chain |"))
            .map(line -> line.split(" \\| ", -1))
            .toList();

    assertThat(chains).isNotEmpty();
    for (String[] chain : chains) {
      assertThat(ChainNames.ofId(Long.parseLong(chain[1]))).contains(chain[2]);
    }
  }

  @Test
  void aRowThatIsNoneIsNamed() {
    assertThatThrownBy(() -> new ChainNames(List.of("Polygon, Matic")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Polygon, Matic");
    assertThatThrownBy(() -> new ChainNames(List.of("Polygon | 137 | a", "Polygon | 138 | b")))
        .hasMessageContaining("Polygon | 138 | b");
  }
}
