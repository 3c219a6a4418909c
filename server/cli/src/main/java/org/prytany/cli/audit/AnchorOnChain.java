package org.prytany.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * An anchor that was found in a block.
 *
 * @param transaction its hash, "0x" and 64 digits
 * @param data what it vouches for
 * @param account who sent it, in lower case
 */
record AnchorOnChain(String transaction, AnchorData data, String account, long block) {

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
    try (ChainRpc rpc = new ChainRpc(endpoint)) {
      return find(rpc, transactionHash);
    }
  }

  /** The same, where the chain is asked more than this. */
  static Answer find(ChainRpc rpc, String transactionHash) throws IOException {
    JsonNode transaction = rpc.ask("eth_getTransactionByHash", transactionHash);
    JsonNode receipt = rpc.ask("eth_getTransactionReceipt", transactionHash);
    if (!transaction.path("hash").asText().equalsIgnoreCase(transactionHash)
        || !receipt.path("blockNumber").isTextual()) {
      return Answer.no("the chain has no such transaction in a block");
    }
    return read(transaction, receipt);
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
    if (!ChainRpc.number(transaction.path("value")).equals(BigInteger.ZERO)) {
      return Answer.no("the transaction moves value");
    }
    return data.map(
            anchor ->
                new Answer(
                    Optional.of(
                        new AnchorOnChain(
                            transaction.path("hash").asText().toLowerCase(Locale.ROOT),
                            anchor,
                            from,
                            ChainRpc.number(receipt.path("blockNumber")).longValueExact())),
                    ""))
        .orElseGet(() -> Answer.no("the transaction's data is no anchor of an audit log"));
  }
}
