package org.prytany.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.spi.Address;

/**
 * One event as a node reports it.
 *
 * @param topics "0x" and 64 digits each, the event's signature hash first
 * @param data raw bytes; not copied, not to be changed
 * @param block number of its block; 0 in a simulation
 * @param index position in the block
 * @param time Unix seconds of its block, which newer nodes say; 0 where they do not
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Logs are never compared, and a copy of a megabyte helps nobody.
public record ChainLog(
    Address emitter,
    List<String> topics,
    byte[] data,
    long block,
    String blockHash,
    String transactionHash,
    long index,
    long time) {
  public ChainLog {
    topics = List.copyOf(topics);
  }

  /** The event's signature hash, or "" for an anonymous event. */
  public String topic0() {
    return topics.isEmpty() ? "" : topics.getFirst();
  }

  /**
   * @throws IllegalArgumentException if the node's answer is no log
   */
  public static ChainLog parse(JsonNode node) {
    List<String> topics = new ArrayList<>();
    node.path("topics").forEach(topic -> topics.add(topic.asText().toLowerCase(Locale.ROOT)));
    return new ChainLog(
        new Address(node.path("address").asText()),
        topics,
        AbiBytes.parse(node.path("data").asText("0x")),
        quantity(node, "blockNumber"),
        node.path("blockHash").asText(""),
        node.path("transactionHash").asText(""),
        quantity(node, "logIndex"),
        quantity(node, "blockTimestamp"));
  }

  private static long quantity(JsonNode node, String field) {
    return node.hasNonNull(field) ? Quantities.integer(node.path(field)) : 0;
  }
}
