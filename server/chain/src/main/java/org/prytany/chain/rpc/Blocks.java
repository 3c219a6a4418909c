package org.prytany.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.governance.chain.BlockRef;

/** Reads block headers. */
public final class Blocks {
  private static final Pattern HASH = Pattern.compile("0x[0-9a-fA-F]{64}");

  /** The end of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private Blocks() {}

  /** The newest block. */
  public static BlockRef head(JsonRpc rpc) {
    return parse(rpc, rpc.require("eth_getBlockByNumber", "latest", false))
        .orElseThrow(() -> rpc.invalid("it knows no latest block."));
  }

  /** A block by number; empty while the chain is not that long. */
  public static Optional<BlockRef> at(JsonRpc rpc, long number) {
    return at(rpc, number, rpc.require("eth_getBlockByNumber", Quantities.of(number), false));
  }

  /** The same of an answer that is at hand. */
  public static Optional<BlockRef> at(JsonRpc rpc, long number, JsonNode answer) {
    Optional<BlockRef> block = parse(rpc, answer);
    if (block.filter(its -> its.number() != number).isPresent()) {
      throw rpc.invalid("block " + block.get().number() + " where " + number + " was asked for.");
    }
    return block;
  }

  private static Optional<BlockRef> parse(JsonRpc rpc, JsonNode node) {
    if (node.isNull()) {
      return Optional.empty();
    }
    try {
      long timestamp = Quantities.integer(node.path("timestamp"));
      if (timestamp > LAST_SECOND) {
        throw rpc.invalid("a block of a time that no calendar has: " + timestamp + ".");
      }
      return Optional.of(
          new BlockRef(
              Quantities.integer(node.path("number")),
              hash(rpc, node.path("hash")),
              hash(rpc, node.path("parentHash")),
              timestamp));
    } catch (ArithmeticException | NumberFormatException e) {
      throw rpc.invalid("a block without number or time.");
    }
  }

  private static String hash(JsonRpc rpc, JsonNode node) {
    String hash = node.asText("");
    if (!HASH.matcher(hash).matches()) {
      throw rpc.invalid("a block without a hash, or without its parent's.");
    }
    return hash;
  }
}
