package org.prytany.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;

/** What the collections write by names of their own reaches the server as calls. */
class CollectionNamesTest {

  private static final String ALICE = "0xa11ce00000000000000000000000000000000a11";

  private static ObjectNode asked(String target, String signature, String... arguments) {
    return asked("aave", AddressBook.EMPTY, target, signature, arguments);
  }

  private static ObjectNode asked(
      String source, AddressBook book, String target, String signature, String... arguments) {
    ArrayNode actions = ApiClient.JSON.createArrayNode();
    ObjectNode call = actions.addObject().put("target", target).put("signature", signature);
    ArrayNode all = call.putArray("args");
    for (String argument : arguments) {
      all.add(argument);
    }
    ObjectNode request = ApiClient.JSON.createObjectNode();
    CollectionNames.into(request, source, actions, book);
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
  void anAddressBookSaysWhatNamesAndWhichChainAreMeant() {
    String pool = "0x00000000000000000000000000000000000000aa";
    String coin = "0x00000000000000000000000000000000000000bb";
    AddressBook book =
        new AddressBook(
            Map.of(
                "Market.POOL", new AddressBook.Entry(137, pool),
                "Market.COIN", new AddressBook.Entry(137, coin),
                "Other.POOL", new AddressBook.Entry(10, pool)));

    ObjectNode one = asked("aave", book, "IPool(Market.POOL)", "pause", "Market.COIN");
    ObjectNode two = asked("aave", book, "Other.POOL", "pause", "Market.COIN");

    assertThat(one.path("chain").asText()).isEqualTo("137");
    assertThat(one.path("names").path("Market.POOL").asText()).isEqualTo(pool);
    assertThat(one.path("names").path("Market.COIN").asText()).isEqualTo(coin);
    assertThat(one.path("names").has("Other.POOL")).isFalse();
    assertThat(two.has("chain")).isFalse();
    assertThat(two.path("names").has("Market.COIN")).isFalse();
    assertThat(asked("ens", AddressBook.EMPTY, ALICE, "pause").path("chain").asText())
        .isEqualTo("1");
  }

  @Test
  void namesWithoutAnAddressAndAChainAreRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("names.json");
    Files.writeString(file, "{\"POOL\": {\"chainId\": 1, \"address\": \"" + ALICE + "\"}}");
    assertThat(AddressBook.read(file).address("POOL")).contains(ALICE);

    for (String unfit : List.of("{\"POOL\": {\"chainId\": 0}}", "{\"POOL\": \"0x1\"}", "{")) {
      Files.writeString(file, unfit);
      assertThatThrownBy(() -> AddressBook.read(file))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("names.json cannot be used");
    }
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
