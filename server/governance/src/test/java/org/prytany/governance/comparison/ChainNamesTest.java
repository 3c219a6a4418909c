package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChainNamesTest {

  @Test
  void aChainHasTheNamesOfItsRow() {
    assertThat(ChainNames.all())
        .containsEntry("OP", "OP Mainnet")
        .containsEntry("Optimism", "OP Mainnet")
        .containsEntry("Base", "Base")
        .doesNotContainKey("8453");
  }

  @Test
  void noNameStandsForTwoChains() throws IOException {
    List<String> rows =
        Files.readAllLines(
            Path.of("src/main/resources/org/prytany/governance/comparison/cues.rules"));
    List<String> names =
        rows.subList(rows.indexOf("[ChainNames]"), rows.indexOf("[ContractWords]")).stream()
            .filter(row -> row.startsWith("  "))
            .flatMap(row -> Stream.of(row.strip().split(": ", 2)[1].split("; ")))
            .toList();

    assertThat(names).hasSizeGreaterThan(60).doesNotHaveDuplicates();
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
}
