package org.prytany.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.prytany.governance.chain.BlockRef;

/** Reads block headers. */
public final class Blocks {
  private Blocks() {}

  /** The newest block. */
  public static BlockRef head(JsonRpc rpc) {
    return parse(rpc, rpc.require("eth_getBlockByNumber", "latest", false))
        .orElseThrow(() -> rpc.invalid("it knows no latest block."));
  }

  /** A block by number; empty while the chain is not that long. */
  public static Optional<BlockRef> at(JsonRpc rpc, long number) {
    return parse(rpc, rpc.require("eth_getBlockByNumber", Quantities.of(number), false));
  }

  private static Optional<BlockRef> parse(JsonRpc rpc, JsonNode node) {
    if (node.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BlockRef(
              Quantities.integer(node.path("number")),
              node.path("hash").asText(),
              node.path("parentHash").asText(),
              Quantities.integer(node.path("timestamp"))));
    } catch (ArithmeticException | NumberFormatException e) {
      throw rpc.invalid("a block without number or time.");
    }
  }
}
