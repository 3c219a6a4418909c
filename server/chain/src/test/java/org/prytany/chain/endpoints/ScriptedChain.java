package org.prytany.chain.endpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.family.CreatedEvents;
import org.prytany.spi.Address;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;

/** A chain that is a list of blocks, in which governors make proposals. */
final class ScriptedChain {
  static final long ID = 31337;
  static final String CREATED =
      AbiBytes.topic(
          "ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Timepoints are block numbers. */
  private static final String CLOCK = AbiBytes.selector("clock()");

  /** Every proposal is active, and nobody has voted. */
  private static final Map<String, String> WORDS =
      Map.of(
          AbiBytes.selector("state(uint256)"), words(1),
          AbiBytes.selector("proposalVotes(uint256)"), words(0, 0, 0),
          AbiBytes.selector("quorum(uint256)"), words(4),
          AbiBytes.selector("COUNTING_MODE()"), text("support=bravo"),
          AbiBytes.selector("timelock()"), words(9));

  /** Code that logs a proposal, as far as that shows. */
  private static final String CODE = "0x7f" + CreatedEvents.PLAIN.substring(2) + "00";

  private static String text(String text) {
    String hex = AbiBytes.hex(text.getBytes(StandardCharsets.UTF_8)).substring(2);
    return words(32, text.length()) + hex + "0".repeat(64 - hex.length());
  }

  private static String words(long... numbers) {
    StringBuilder words = new StringBuilder("0x");
    for (long number : numbers) {
      words.append(String.format("%064x", number));
    }
    return words.toString();
  }

  private static final String SNAPSHOT = AbiBytes.selector("proposalSnapshot(uint256)");
  private static final String DEADLINE = AbiBytes.selector("proposalDeadline(uint256)");

  private record Log(long block, Address governor, long id, String data) {}

  final List<Long> times = new ArrayList<>();
  final Set<String> sent = new HashSet<>();
  private final List<Log> logs = new ArrayList<>();

  ScriptedChain() {
    times.add(1_800_000_000L);
  }

  synchronized long head() {
    return times.size() - 1;
  }

  synchronized void mine() {
    times.add(times.getLast() + 12);
  }

  synchronized void propose(Address governor, long id) {
    mine();
    logs.add(new Log(head(), governor, id, data(governor, id)));
  }

  /** The same with an end of voting that is far away, as a liar shows it. */
  static String laterEnd(String data) {
    int word = 2 + 7 * 64;
    return data.substring(0, word) + String.format("%064x", 5_000_000) + data.substring(word + 64);
  }

  /** When voting on a proposal begins or ends, 0 while the governor does not know it. */
  private long timepoint(Address governor, long id, String selector, long block) {
    return logs.stream()
            .anyMatch(
                its -> its.id() == id && its.governor().equals(governor) && its.block() <= block)
        ? selector.equals(SNAPSHOT) ? 1 : 2
        : 0;
  }

  private static String data(Address governor, long id) {
    var address = new org.web3j.abi.datatypes.Address(governor.hex());
    var zero = new Uint256(BigInteger.ZERO);
    return "0x"
        + FunctionEncoder.encodeConstructor(
            List.of(
                new Uint256(BigInteger.valueOf(id)),
                address,
                new DynamicArray<>(org.web3j.abi.datatypes.Address.class, List.of(address)),
                new DynamicArray<>(Uint256.class, List.of(zero)),
                new DynamicArray<>(Utf8String.class, List.of(new Utf8String(""))),
                new DynamicArray<>(DynamicBytes.class, List.of(new DynamicBytes(new byte[0]))),
                new Uint256(BigInteger.ONE),
                new Uint256(BigInteger.TWO),
                new Utf8String("Text " + id)));
  }

  static String hash(long number) {
    return AbiBytes.keccak(("block" + number).getBytes(StandardCharsets.UTF_8));
  }

  /** What an honest node answers that has not come to the last blocks. */
  synchronized ObjectNode answer(JsonNode request, long behind) {
    long last = Math.max(0, head() - behind);
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", request.path("id"));
    JsonNode first = request.path("params").path(0);
    switch (request.path("method").asText()) {
      case "eth_chainId" -> answer.put("result", "0x" + Long.toHexString(ID));
      case "eth_getCode" -> answer.put("result", CODE);
      case "eth_getTransactionCount", "eth_getBalance" -> answer.put("result", "0x7");
      case "eth_getBlockByNumber" -> {
        String tag = first.asText();
        long number = tag.equals("latest") ? last : Long.decode(tag);
        answer.set("result", number > last ? JSON.nullNode() : block(number));
      }
      case "eth_getLogs" -> answer.set("result", logs(first, last));
      case "eth_sendRawTransaction" -> {
        sent.add(first.asText());
        answer.put("result", AbiBytes.keccak(AbiBytes.parse(first.asText())));
      }
      case "eth_call" -> {
        String selector = first.path("data").asText().substring(0, 10);
        String block = request.path("params").path(1).asText();
        long number = block.equals("latest") ? last : Long.decode(block);
        String word =
            switch (selector) {
              case String it when it.equals(CLOCK) -> words(number);
              case String it when it.equals(SNAPSHOT) || it.equals(DEADLINE) ->
                  words(
                      timepoint(
                          new Address(first.path("to").asText()),
                          Long.parseLong(first.path("data").asText().substring(10), 16),
                          it,
                          number));
              default -> WORDS.get(selector);
            };
        if (number > last) {
          answer.set(
              "error",
              JSON.createObjectNode().put("code", -32000).put("message", "header not found"));
        } else if (word == null) {
          answer.set(
              "error", JSON.createObjectNode().put("code", 3).put("message", "execution reverted"));
        } else {
          answer.put("result", word);
        }
      }
      default ->
          answer.set(
              "error", JSON.createObjectNode().put("code", -32601).put("message", "not found"));
    }
    return answer;
  }

  /** A block that never comes, as a liar shows it. */
  synchronized ObjectNode madeUp(long number) {
    return JSON.createObjectNode()
        .put("number", "0x" + Long.toHexString(number))
        .put("hash", hash(-number))
        .put("parentHash", hash(1 - number))
        .put("timestamp", "0x" + Long.toHexString(times.getLast() + 12 * (number - head())));
  }

  private ObjectNode block(long number) {
    return JSON.createObjectNode()
        .put("number", "0x" + Long.toHexString(number))
        .put("hash", hash(number))
        .put("parentHash", hash(number - 1))
        .put("timestamp", "0x" + Long.toHexString(times.get((int) number)));
  }

  private ArrayNode logs(JsonNode filter, long last) {
    long from = Long.decode(filter.path("fromBlock").asText());
    long to = Math.min(last, Long.decode(filter.path("toBlock").asText()));
    ArrayNode found = JSON.createArrayNode();
    for (Log log : logs) {
      if (log.block() < from
          || log.block() > to
          || !log.governor().hex().equalsIgnoreCase(filter.path("address").asText())) {
        continue;
      }
      ObjectNode node = found.addObject();
      node.put("address", log.governor().hex());
      node.set("topics", JSON.createArrayNode().add(new TextNode(CREATED)));
      node.put("data", log.data())
          .put("blockNumber", "0x" + Long.toHexString(log.block()))
          .put("blockHash", hash(log.block()))
          .put("transactionHash", hash(-log.block()))
          .put("logIndex", "0x0");
    }
    return found;
  }
}
