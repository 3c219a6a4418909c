package org.prytany.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.cli.ApiClient;

/** Which published calls a chain could have as they are written. */
class PublishedTest {

  private static Published with(String argument) {
    ArrayNode actions = ApiClient.JSON.createArrayNode();
    actions.addObject().put("target", "POOL").putArray("args").add(argument);
    return new Published("x/1", "x", "solidity-source", true, "Title", "Text", actions);
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
}
