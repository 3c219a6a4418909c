package org.prytany.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.prytany.cli.ApiClient;

/** What the collections write by names of their own reaches the server as calls. */
class CollectionNamesTest {

  private static final String ALICE = "0xa11ce00000000000000000000000000000000a11";

  private static ObjectNode asked(String target, String signature, String... arguments) {
    ArrayNode actions = ApiClient.JSON.createArrayNode();
    ObjectNode call = actions.addObject().put("target", target).put("signature", signature);
    ArrayNode all = call.putArray("args");
    for (String argument : arguments) {
      all.add(argument);
    }
    ObjectNode request = ApiClient.JSON.createObjectNode();
    CollectionNames.into(request, actions);
    assertThat(call.path("target").asText()).as("what was published stays").isEqualTo(target);
    return request;
  }

  @Test
  void aPaymentThroughACollectorIsAPaymentOfItsToken() {
    ObjectNode request =
        asked(
            "AaveV3Ethereum.COLLECTOR",
            "transfer",
            "IERC20(AaveV3EthereumAssets.GHO_UNDERLYING)",
            ALICE,
            "650_000 ether");
    JsonNode call = request.path("actions").path(0);

    assertThat(call.path("target").asText())
        .isEqualTo("IERC20(AaveV3EthereumAssets.GHO_UNDERLYING)");
    assertThat(call.path("signature").asText()).isEqualTo("transfer(address,uint256)");
    assertThat(call.path("args")).hasSize(2);
    assertThat(request.path("tokens").toString())
        .isEqualTo(
            "[{\"token\":\"AaveV3EthereumAssets.GHO_UNDERLYING\",\"symbol\":\"GHO\",\"decimals\":18}]");
  }

  @Test
  void celosContractsAreNamedAndItsCoinIsCelo() {
    ObjectNode request = asked("GoldToken", "transfer", ALICE, "5");

    assertThat(request.path("names").path("Registry").asText()).endsWith("ce10");
    assertThat(request.path("tokens").findValuesAsText("token"))
        .containsExactly("GoldToken", "native");
  }

  @Test
  void aLibrarysFunctionIsWhatItCalls() {
    assertThat(
            asked("X", "forceApprove", ALICE, "5")
                .path("actions")
                .path(0)
                .path("signature")
                .asText())
        .isEqualTo("approve");
  }
}
