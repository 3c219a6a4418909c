package org.prytany.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.cli.ApiClient;

/** Which published calls a chain could have as they are written. */
class PublishedTest {

  private static Published with(String argument) {
    ArrayNode actions = ApiClient.JSON.createArrayNode();
    actions.addObject().put("target", "POOL").putArray("args").add(argument);
    return new Published("x/1", "x", "solidity-source", true, true, "Title", "Text", actions);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x00",
        "0xabcd",
        "10_000",
        "5e18",
        "true",
        "AaveV3EthereumAssets.GHO_UNDERLYING",
        "payable(address(AaveV3Ethereum.COLLECTOR))",
        "\"ALL\"",
        "[1,2]",
      })
  void valuesAndNamesAreWhatAChainHas(String argument) {
    assertThat(with(argument).hasValues()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "debtCeiling: 0",
        "block.timestamp + 30 days",
        "EngineFlags.ENABLED ? 1 : 0",
        "IERC20(GHO).balanceOf(address(COLLECTOR))",
        "RateStrategyParams({optimal: 80_00})",
        "5 * 10 ** 18",
      })
  void expressionsAndStructsAreNot(String argument) {
    assertThat(with(argument).hasValues()).isFalse();
  }

  @Test
  void aCaseOfAReportIsCountedAsWhatItWas(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cases.jsonl");
    Files.writeString(
        file,
        "{\"id\":\"42\",\"source\":\"reports\",\"title\":\"\",\"body\":\"Pay.\",\"actions\":[{\"encoding\":"
            + "\"calldata\",\"target\":\"0x12\",\"signature\":\"\",\"value\":\"7\",\"args\":[],"
            + "\"calldata\":\"0xabcd1234\"}]}\n");

    assertThat(Published.read(file, true)).singleElement().matches(its -> its.counts(false));
    assertThat(Published.read(file, true).getFirst().actions().get(0).has("encoding")).isFalse();
  }

  @Test
  void whatTheCollectionCutIsNotCounted(@TempDir Path folder) throws IOException {
    String line =
        "{\"id\":\"x/%s\",\"source\":\"x\",\"body\":\"\",\"actions\":[{\"encoding\":\"calldata\","
            + "\"target\":\"0x1\",\"signature\":\"0x11223344\",\"resolved\":false,%s}]}\n";
    Path file = folder.resolve("lines.jsonl");
    Files.writeString(
        file,
        line.formatted("whole", "\"args\":[],\"calldata\":\"0x11223344\"")
            + line.formatted("calldata", "\"args\":[],\"calldata\":\"0x11223344…[cut]\"")
            + line.formatted("argument", "\"args\":[\"0x1122…[cut]\"]"));

    assertThat(Published.read(file, true))
        .extracting(proposal -> proposal.counts(true))
        .containsExactly(true, false, false);
    assertThat(Published.read(file, true))
        .extracting(proposal -> proposal.counts(false))
        .containsExactly(false, false, false);
  }
}
