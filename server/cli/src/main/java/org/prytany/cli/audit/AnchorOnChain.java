package org.prytany.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.prytany.cli.ApiClient;

/**
 * An anchor that was found in a block.
 *
 * @param data what it vouches for
 * @param account who sent it
 */
record AnchorOnChain(AnchorData data, String account, long block) {

  /**
   * What asking the chain gave: an anchor, or why there is none.
   *
   * @param problem part of a sentence; "" if there is an anchor
   */
  record Answer(Optional<AnchorOnChain> anchor, String problem) {
    private static Answer no(String problem) {
      return new Answer(Optional.empty(), problem);
    }
  }

  /**
   * @param endpoint JSON-RPC of the chain, best one of your own
   * @throws IOException if it does not answer
   */
  static Answer find(URI endpoint, String transactionHash) throws IOException {
    try (ApiClient rpc = new ApiClient(endpoint)) {
      String path = endpoint.getRawPath() == null ? "/" : endpoint.getRawPath();
      String full = endpoint.getRawQuery() == null ? path : path + "?" + endpoint.getRawQuery();
      JsonNode transaction = ask(rpc, full, "eth_getTransactionByHash", transactionHash);
      JsonNode receipt = ask(rpc, full, "eth_getTransactionReceipt", transactionHash);
      if (!transaction.path("hash").asText().equalsIgnoreCase(transactionHash)
          || !receipt.path("blockNumber").isTextual()) {
        return Answer.no("the chain has no such transaction in a block");
      }
      return read(transaction, receipt);
    }
  }

  private static Answer read(JsonNode transaction, JsonNode receipt) {
    String from = transaction.path("from").asText().toLowerCase(Locale.ROOT);
    Optional<AnchorData> data = AnchorData.read(transaction.path("input").asText());
    if (!receipt.path("status").asText().equals("0x1")) {
      return Answer.no("the transaction failed");
    }
    if (from.isEmpty() || !from.equalsIgnoreCase(transaction.path("to").asText())) {
      return Answer.no("the transaction is not one of an account to itself");
    }
    if (!number(transaction.path("value").asText()).equals(BigInteger.ZERO)) {
      return Answer.no("the transaction moves value");
    }
    return data.map(
            anchor ->
                new Answer(
                    Optional.of(
                        new AnchorOnChain(
                            anchor,
                            from,
                            number(receipt.path("blockNumber").asText()).longValueExact())),
                    ""))
        .orElseGet(() -> Answer.no("the transaction's data is no anchor of an audit log"));
  }

  private static BigInteger number(String hex) {
    return hex.matches("0x[0-9a-fA-F]{1,64}")
        ? new BigInteger(hex.substring(2), 16)
        : BigInteger.ONE.negate();
  }

  private static JsonNode ask(ApiClient rpc, String path, String method, String hash)
      throws IOException {
    ObjectNode body = ApiClient.JSON.createObjectNode();
    body.put("jsonrpc", "2.0").put("id", 1).put("method", method).putArray("params").add(hash);
    return rpc.post(path, body).path("result");
  }
}
